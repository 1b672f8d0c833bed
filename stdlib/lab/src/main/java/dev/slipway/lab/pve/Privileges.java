package dev.slipway.lab.pve;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What one may be allowed, and the roles that are always there. */
final class Privileges {
    static final String ALL = "Administrator";
    static final String NONE = "NoAccess";

    static final Set<String> NEW_IN_NINE = Set.of(
            "VM.GuestAgent.Audit",
            "VM.GuestAgent.FileRead",
            "VM.GuestAgent.FileSystemMgmt",
            "VM.GuestAgent.FileWrite",
            "VM.GuestAgent.Unrestricted",
            "VM.Replicate");

    private static final List<String> NAMES = List.of(("Datastore.Allocate Datastore.AllocateSpace"
                    + " Datastore.AllocateTemplate Datastore.Audit Group.Allocate Mapping.Audit Mapping.Modify Mapping.Use"
                    + " Permissions.Modify Pool.Allocate Pool.Audit Realm.Allocate Realm.AllocateUser SDN.Allocate SDN.Audit"
                    + " SDN.Use Sys.AccessNetwork Sys.Audit Sys.Console Sys.Incoming Sys.Modify Sys.PowerMgmt Sys.Syslog"
                    + " User.Modify VM.Allocate VM.Audit VM.Backup VM.Clone VM.Config.CDROM VM.Config.CPU VM.Config.Cloudinit"
                    + " VM.Config.Disk VM.Config.HWType VM.Config.Memory VM.Config.Network VM.Config.Options VM.Console"
                    + " VM.GuestAgent.Audit VM.GuestAgent.FileRead VM.GuestAgent.FileSystemMgmt VM.GuestAgent.FileWrite"
                    + " VM.GuestAgent.Unrestricted VM.Migrate VM.Monitor VM.PowerMgmt VM.Replicate VM.Snapshot"
                    + " VM.Snapshot.Rollback")
            .split(" ", -1));

    private static final String ROOT =
            "Permissions.Modify|Realm.Allocate|Sys.(PowerMgmt|Modify|Incoming|AccessNetwork)";
    private static final String USER = ".*\\.Audit|Datastore.AllocateSpace|(SDN|Mapping).Use|VM.(Config.CDROM"
            + "|Config.Cloudinit|Console|Backup|GuestAgent.File(Read|Write|SystemMgmt)|PowerMgmt)";

    private Privileges() {}

    static List<String> all() {
        return NAMES;
    }

    /** {@code create_roles}, pve-access-control src/PVE/AccessControl.pm; there as here, in groups by what they are for. */
    static Map<String, List<String>> roles(Version version) {
        List<String> all = version.privileges();
        var roles = new TreeMap<String, List<String>>();
        roles.put(ALL, all);
        roles.put(NONE, List.of());
        roles.put("PVEAdmin", of(all, name -> !name.matches(ROOT + "|Mapping.Modify")));
        roles.put("PVEAuditor", of(all, name -> name.endsWith(".Audit")));
        roles.put("PVETemplateUser", List.of("VM.Audit", "VM.Clone"));
        for (String area : List.of("VM", "Sys", "Datastore", "SDN", "User", "Pool", "Mapping")) {
            String names = area.equals("User") ? "(User|Group|Realm)\\..*" : area + "\\..*";
            roles.put("PVE" + area + "Admin", of(all, name -> name.matches(names) && !name.matches(ROOT)));
            List<String> used = of(all, name -> name.matches(names) && name.matches(USER));
            if (used.stream().anyMatch(name -> !name.endsWith(".Audit")) || area.equals("Pool")) {
                roles.put("PVE" + area + "User", used);
            }
        }
        return roles;
    }

    private static List<String> of(List<String> all, java.util.function.Predicate<String> wanted) {
        return Stream.of(all).flatMap(List::stream).filter(wanted).toList();
    }
}

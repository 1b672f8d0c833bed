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

    private Privileges() {}

    static List<String> all() {
        return NAMES;
    }

    static Map<String, List<String>> roles(Version version) {
        List<String> all = version.privileges();
        var roles = new TreeMap<String, List<String>>();
        roles.put(ALL, all);
        roles.put(NONE, List.of());
        roles.put(
                "PVEAdmin",
                of(
                        all,
                        name -> !name.matches(
                                "Permissions.Modify|Sys.(Modify|PowerMgmt|AccessNetwork|Incoming)|Realm.Allocate")));
        roles.put("PVEAuditor", of(all, name -> name.endsWith(".Audit") && !name.startsWith("VM.GuestAgent")));
        roles.put("PVEDatastoreAdmin", of(all, name -> name.startsWith("Datastore.")));
        roles.put("PVEDatastoreUser", List.of("Datastore.AllocateSpace", "Datastore.Audit"));
        roles.put("PVEPoolAdmin", List.of("Pool.Allocate", "Pool.Audit"));
        roles.put("PVEPoolUser", List.of("Pool.Audit"));
        roles.put("PVESDNUser", List.of("SDN.Audit", "SDN.Use"));
        roles.put("PVESysAdmin", List.of("Sys.Audit", "Sys.Console", "Sys.Syslog"));
        roles.put("PVETemplateUser", List.of("VM.Audit", "VM.Clone"));
        roles.put("PVEUserAdmin", List.of("Group.Allocate", "Realm.AllocateUser", "User.Modify"));
        roles.put("PVEVMAdmin", of(all, name -> name.startsWith("VM.")));
        roles.put(
                "PVEVMUser",
                of(
                        all,
                        name -> name.matches(
                                "VM\\.(Audit|Backup|Config.CDROM|Config.Cloudinit|Console|PowerMgmt|GuestAgent.Audit)")));
        return roles;
    }

    private static List<String> of(List<String> all, java.util.function.Predicate<String> wanted) {
        return Stream.of(all).flatMap(List::stream).filter(wanted).toList();
    }
}

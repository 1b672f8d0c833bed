package dev.slipway.lab.pve;

import dev.slipway.lab.Lab;
import dev.slipway.lab.Placement;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;

/** Datacenters to try things in, where an hour passes in a second or so. */
final class Beds {
    static final String TRINITY = "10.0.3.11:8006";
    static final String NEO = "10.0.3.12:8006";
    static final String NIOBE = "10.0.3.13:8006";

    private Beds() {}

    static Lab lab(Path directory) {
        return Lab.open(directory, 200);
    }

    static Caller three(Lab lab, String version, String... more) {
        var properties = new HashMap<>(Map.of(
                "address",
                TRINITY + "," + NEO + "," + NIOBE,
                "nodes",
                "trinity,neo,niobe",
                "version",
                version,
                "tokens",
                "root@pam!lab=" + Caller.SECRET,
                "storages",
                "local:dir:100,local-lvm:lvmthin:200,ceph-vm-disks:rbd:400",
                "content.local",
                "iso,vztmpl,backup,import"));
        for (String one : more) {
            properties.put(one.substring(0, one.indexOf('=')), one.substring(one.indexOf('=') + 1));
        }
        lab.place(new Placement("proxmox", "home", properties));
        return Caller.of(lab, TRINITY);
    }

    /** A user with a token who has these privileges at these paths, and what is below them. */
    static Caller holder(Caller root, String privileges, String... paths) {
        String user = "u" + root.get("/access/users").rows().size() + "@pve";
        root.call("POST", "/access/users", "userid=" + user);
        root.call("POST", "/access/roles", "roleid=of-" + user.replace('@', '-'), "privs=" + privileges);
        for (String path : paths) {
            Assertions.assertEquals(
                    200,
                    root.call(
                                    "PUT",
                                    "/access/acl",
                                    "path=" + path,
                                    "users=" + user,
                                    "roles=of-" + user.replace('@', '-'))
                            .status());
        }
        Object secret = root.call("POST", "/access/users/" + user + "/token/tok", "privsep=0")
                .get("value");
        return root.with("Authorization: PVEAPIToken=" + user + "!tok=" + secret);
    }

    /** Nothing was asked that the published schema does not allow. */
    static void assertProper(Lab lab) {
        Assertions.assertEquals(
                List.of(),
                lab.recorder().list().stream()
                        .filter(request -> !request.violations().isEmpty())
                        .map(request -> request.what() + " " + request.violations())
                        .toList());
    }
}

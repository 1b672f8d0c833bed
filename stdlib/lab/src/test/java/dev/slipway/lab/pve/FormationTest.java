package dev.slipway.lab.pve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.slipway.lab.Lab;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FormationTest {
    @TempDir
    Path directory;

    @Test
    void hostsAreJoinedOneAfterTheOther() throws Exception {
        String fingerprint;
        try (Lab lab = Beds.lab(directory)) {
            Caller trinity = Beds.three(lab, "9.1", "cluster=no").ticket("root@pam", "slipway");
            Caller neo = trinity.at(Beds.NEO).ticket("root@pam", "slipway");
            assertEquals(1, trinity.get("/nodes").rows().size());
            assertEquals(401, trinity.at(Beds.NEO).get("/nodes").status(), "each host has tickets of its own");
            assertEquals("OK", trinity.done(trinity.call("POST", "/cluster/config", "clustername=home")));
            var nodes = (List<?>) trinity.get("/cluster/config/join").get("nodelist");
            fingerprint = String.valueOf(((Map<?, ?>) nodes.get(0)).get("pve_fp"));
            assertEquals(
                    "500 fingerprint '" + fingerprint + "' not verified, abort!",
                    neo.done(join(
                            neo, "slipway", fingerprint.replaceFirst("..", "00").replaceFirst("^00(:..)$", "01$1"))));
            assertEquals("401 authentication failure", neo.done(join(neo, "wrong", fingerprint)));
            assertEquals(200, join(neo, "slipway", fingerprint).status());
            for (int i = 0; i < 500 && trinity.get("/nodes").rows().size() < 2; i++) {
                Thread.sleep(5);
            }
            assertEquals(1L, trinity.get("/cluster/status").row("name", "neo").get("online"));
            assertEquals(401, neo.get("/nodes").status(), "its ticket is good no more");
            assertEquals(200, neo.ticket("root@pam", "slipway").get("/nodes").status());
            assertNotEquals(
                    trinity.get("/nodes").row("node", "trinity").get("ssl_fingerprint"),
                    trinity.get("/nodes").row("node", "neo").get("ssl_fingerprint"));
        }
        try (Lab lab = Beds.lab(directory)) {
            Caller trinity = Caller.of(lab, Beds.TRINITY).ticket("root@pam", "slipway");
            assertEquals(2, trinity.get("/nodes").rows().size());
            assertEquals(
                    fingerprint, trinity.get("/nodes").row("node", "trinity").get("ssl_fingerprint"));
            assertEquals(
                    1,
                    trinity.at(Beds.NIOBE)
                            .ticket("root@pam", "slipway")
                            .get("/nodes")
                            .rows()
                            .size());
            assertEquals(
                    200, trinity.call("DELETE", "/cluster/config/nodes/neo").status());
            assertEquals(1, trinity.get("/nodes").rows().size());
        }
    }

    /** Its file system, with all users and keys, is away for a moment. */
    @Test
    void aHostKnowsNobodyWhileItsClusterIsFormed() throws Exception {
        try (Lab lab = Beds.lab(directory)) {
            Caller token = Beds.three(lab, "9.1", "cluster=no", "restart=100000");
            Caller root = token.ticket("root@pam", "slipway");
            assertEquals(
                    200,
                    root.call("POST", "/cluster/config", "clustername=home").status());
            for (int i = 0; i < 500 && root.get("/nodes").status() == 200; i++) {
                Thread.sleep(5);
            }
            assertEquals(
                    "401 permission denied - invalid PVE ticket",
                    root.get("/nodes").line());
            assertEquals(401, token.get("/version").status());
            assertEquals(
                    "401 authentication failure",
                    root.with()
                            .call("POST", "/access/ticket", "username=root@pam", "password=slipway")
                            .line());
        }
    }

    @Test
    void whatKeepsAHostFromJoiningIsToldByItsTask() {
        try (Lab lab = Beds.lab(directory)) {
            Caller neo = Beds.three(lab, "9.1", "cluster=no").at(Beds.NEO).ticket("root@pam", "slipway");
            assertEquals("OK", neo.done(neo.call("POST", "/nodes/neo/qemu", "vmid=100")));
            assertEquals(
                    "Check if node may join a cluster failed!",
                    neo.done(join(neo, "slipway", "00:" + "00:".repeat(30) + "00")));
        }
    }

    private static Caller.Heard join(Caller caller, String password, String fingerprint) {
        return caller.call(
                "POST",
                "/cluster/config/join",
                "hostname=10.0.3.11",
                "password=" + password,
                "fingerprint=" + fingerprint);
    }

    @Test
    void aBridgeIsWrittenDownAndThenIs() {
        try (Lab lab = Beds.lab(directory)) {
            Caller caller = Beds.three(lab, "8.4");
            String network = "/nodes/neo/network";
            assertEquals(
                    200,
                    caller.call(
                                    "POST",
                                    network,
                                    "iface=vmbr1",
                                    "type=bridge",
                                    "cidr=10.9.0.1/24",
                                    "autostart=1",
                                    "bridge_vlan_aware=1")
                            .status());
            assertEquals(null, caller.get(network).row("iface", "vmbr1").get("active"));
            assertEquals(200, caller.call("DELETE", network).status());
            assertEquals(5, caller.get(network).rows().size());
            caller.call(
                    "POST", network, "iface=vmbr1", "type=bridge", "cidr=10.9.0.1/24", "comments=mine", "autostart=1");
            caller.call("PUT", network + "/vmbr1", "type=bridge", "cidr=10.9.0.2/24");
            assertEquals("OK", caller.done(caller.call("PUT", network)));
            assertEquals(1L, caller.get(network).row("iface", "vmbr1").get("active"));
            assertEquals("10.9.0.2", caller.get(network).row("iface", "vmbr1").get("address"));
            assertEquals(
                    "mine\n", caller.get(network).row("iface", "vmbr1").get("comments"), "what was not given stays");
            Beds.assertProper(lab);
        }
    }
}

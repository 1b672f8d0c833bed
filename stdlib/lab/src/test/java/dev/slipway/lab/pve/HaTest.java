package dev.slipway.lab.pve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.lab.Lab;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HaTest {
    @TempDir
    Path directory;

    private static void create(Caller caller, String... ids) {
        for (String id : ids) {
            assertEquals(
                    "OK", caller.done(caller.call("POST", "/nodes/neo/qemu", "vmid=" + id, "scsi0=ceph-vm-disks:1")));
        }
    }

    private static void until(Caller caller, String id, String status) throws InterruptedException {
        String path = "/nodes/neo/qemu/" + id + "/status/current";
        for (int i = 0; i < 1000 && !status.equals(caller.get(path).get("status")); i++) {
            Thread.sleep(5);
        }
        assertEquals(status, caller.get(path).get("status"));
    }

    @Test
    void inNineThereAreRules() throws Exception {
        try (Lab lab = Beds.lab(directory)) {
            Caller caller = Beds.three(lab, "9.1");
            create(caller, "100", "101");
            assertEquals(
                    "500 create ha rule failed: cannot use unmanaged resource(s) vm:100, vm:101.",
                    rule(caller, "vm:100,vm:101").line());
            assertEquals(
                    200,
                    caller.call("POST", "/cluster/ha/resources", "sid=vm:100", "state=started")
                            .status());
            assertEquals(
                    200,
                    caller.call("POST", "/cluster/ha/resources", "sid=101", "state=stopped")
                            .status());
            until(caller, "100", "running");
            assertEquals(200, rule(caller, "vm:100,vm:101").status());
            assertEquals(
                    "500 cannot create group: ha groups have been migrated to rules",
                    caller.call("POST", "/cluster/ha/groups", "group=g1", "nodes=neo")
                            .line());
            assertEquals(
                    "OK", caller.done(caller.call("POST", "/nodes/neo/qemu/100/status/shutdown")), "told, not done");
            until(caller, "100", "stopped");
            assertEquals(
                    "500 unable to remove VM 100 - used in HA resources and purge parameter not set.",
                    caller.call("DELETE", "/nodes/neo/qemu/100").line());
            assertEquals(
                    200, caller.call("DELETE", "/cluster/ha/resources/vm:100").status());
            assertEquals(
                    "vm:101",
                    caller.get("/cluster/ha/rules").row("rule", "apart").get("resources"));
            Beds.assertProper(lab);
        }
    }

    /** How many nodes there are is what the manager has seen, and it looks some seconds after the first resource is there. */
    @Test
    void aRuleIsRefusedUntilTheManagerHasSeenTheNodes() {
        try (Lab lab = Beds.lab(directory)) {
            Caller caller = Beds.three(lab, "9.1", "ha=100000");
            create(caller, "100", "101");
            caller.call("POST", "/cluster/ha/resources", "sid=vm:100", "state=started");
            caller.call("POST", "/cluster/ha/resources", "sid=vm:101", "state=started");
            assertEquals(
                    "500 create ha rule failed: 400 Rule 'apart' is invalid. resources: rule defines more resources than"
                            + " available nodes ",
                    rule(caller, "vm:100,vm:101").line());
        }
    }

    /** Preferences of guests that are kept apart or together must be so simple that the manager can prove them feasible. */
    @Test
    void rulesThatCannotBeFollowedTogetherAreRefused() {
        try (Lab lab = Beds.lab(directory)) {
            Caller caller = Beds.three(lab, "9.1", "ha=0");
            create(caller, "100", "101");
            caller.call("POST", "/cluster/ha/resources", "sid=vm:100", "state=stopped");
            caller.call("POST", "/cluster/ha/resources", "sid=vm:101", "state=stopped");
            lab.clock().move(java.time.Duration.ofMinutes(1));
            assertEquals(200, prefer(caller, "100", "neo:2,niobe:1").status());
            assertEquals(
                    refused("resources are in node affinity rules with multiple priorities"),
                    affinity(caller, "negative").line());
            caller.call("DELETE", "/cluster/ha/rules/prefer-100");
            assertEquals(200, prefer(caller, "100", "neo").status());
            assertEquals(200, prefer(caller, "101", "neo").status());
            assertEquals(
                    refused("resources are in multiple node affinity rules"),
                    affinity(caller, "positive").line());
            assertEquals(
                    refused("two or more resources are restricted to less nodes than available to the resources"),
                    affinity(caller, "negative").line());
        }
    }

    private static Caller.Heard prefer(Caller caller, String vmid, String nodes) {
        return caller.call(
                "POST",
                "/cluster/ha/rules",
                "rule=prefer-" + vmid,
                "type=node-affinity",
                "resources=vm:" + vmid,
                "nodes=" + nodes);
    }

    private static Caller.Heard affinity(Caller caller, String affinity) {
        return caller.call(
                "POST",
                "/cluster/ha/rules",
                "rule=both",
                "type=resource-affinity",
                "affinity=" + affinity,
                "resources=vm:100,vm:101");
    }

    private static String refused(String why) {
        return "500 create ha rule failed: 400 Rule 'both' is invalid. resources: " + why + " ";
    }

    private static Caller.Heard rule(Caller caller, String resources) {
        return caller.call(
                "POST",
                "/cluster/ha/rules",
                "rule=apart",
                "type=resource-affinity",
                "affinity=negative",
                "resources=" + resources);
    }

    @Test
    void inEightThereAreGroups() {
        try (Lab lab = Beds.lab(directory)) {
            Caller caller = Beds.three(lab, "8.4");
            create(caller, "100");
            assertEquals(
                    200,
                    caller.call("POST", "/cluster/ha/groups", "group=g1", "nodes=neo:2,niobe:1", "restricted=1")
                            .status());
            assertEquals(
                    200,
                    caller.call("POST", "/cluster/ha/resources", "sid=vm:100", "group=g1", "state=stopped")
                            .status());
            assertEquals(
                    "g1",
                    caller.get("/cluster/ha/resources").row("sid", "vm:100").get("group"));
            assertEquals(
                    "500 delete ha group failed: ha group is used by service 'vm:100'",
                    caller.call("DELETE", "/cluster/ha/groups/g1").line());
            assertEquals(501, caller.get("/cluster/ha/rules").status());
        }
    }

    private static Object where(Caller caller, long id) {
        return caller.get("/cluster/resources?type=vm").row("vmid", id).getOrDefault("node", "");
    }

    @Test
    void guestsThatAreToBeApartAreMoved() throws Exception {
        try (Lab lab = Beds.lab(directory)) {
            Caller caller = Beds.three(lab, "9.1");
            create(caller, "100", "101", "102");
            for (String id : new String[] {"100", "101", "102"}) {
                caller.call("POST", "/cluster/ha/resources", "sid=vm:" + id, "state=started");
            }
            // Refused until the manager has looked for the first time and knows how many nodes there are.
            int status = rule(caller, "vm:100,vm:101,vm:102").status();
            for (int i = 0; i < 1000 && status != 200; i++) {
                Thread.sleep(5);
                status = rule(caller, "vm:100,vm:101,vm:102").status();
            }
            assertEquals(200, status);
            var nodes = new java.util.TreeSet<Object>();
            for (int i = 0; i < 1000 && nodes.size() < 3; i++) {
                Thread.sleep(5);
                nodes.clear();
                for (long id = 100; id <= 102; id++) {
                    nodes.add(where(caller, id));
                }
            }
            assertEquals(3, nodes.size());
            assertEquals("neo", where(caller, 100), "the first stays");
            String prefer = "resources=vm:100";
            assertEquals(
                    "400 Parameter verification failed.",
                    caller.call("POST", "/cluster/ha/rules", "rule=prefer", "type=node-affinity", prefer)
                            .line());
        }
    }

    @Test
    void aGuestGoesToTheNodeThatItPrefers() throws Exception {
        try (Lab lab = Beds.lab(directory)) {
            Caller caller = Beds.three(lab, "8.4");
            create(caller, "100");
            caller.call("POST", "/cluster/ha/groups", "group=g1", "nodes=niobe:2,trinity:1");
            caller.call("POST", "/cluster/ha/resources", "sid=vm:100", "group=g1");
            for (int i = 0; i < 1000 && !where(caller, 100).equals("niobe"); i++) {
                Thread.sleep(5);
            }
            assertEquals("niobe", where(caller, 100));
        }
    }
}

package dev.slipway.lab.pve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.lab.Fault;
import dev.slipway.lab.Lab;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PveTwinTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"8.4", "9.1"})
    void aNewDatacenterShowsItself(String version) {
        try (Lab lab = Beds.lab(directory)) {
            Caller caller = Beds.three(lab, version);
            assertEquals(version, caller.get("/version").get("release"));
            assertEquals(3, caller.get("/nodes").rows().size());
            assertEquals("100", caller.get("/cluster/nextid").data());
            assertEquals(
                    1L, caller.get("/cluster/status").row("type", "cluster").get("quorate"));
            assertEquals(
                    3,
                    caller.at(Beds.NEO)
                            .get("/cluster/resources?type=node")
                            .rows()
                            .size());
            assertEquals(
                    "dir",
                    caller.get("/nodes/neo/storage").row("storage", "local").get("type"));
            Beds.assertProper(lab);
        }
    }

    @Test
    void itRefusesAsTheRealOneDoes() {
        try (Lab lab = Beds.lab(directory)) {
            Caller caller = Beds.three(lab, "9.1");
            assertEquals("401 No ticket", caller.with().get("/nodes").line());
            assertEquals(
                    "401 invalid token value!",
                    caller.with("Authorization: PVEAPIToken=root@pam!lab=no")
                            .get("/nodes")
                            .line());
            assertEquals(
                    "401 no such token 'xx' for user 'root@pam'",
                    caller.with("Authorization: PVEAPIToken=root@pam!xx=no")
                            .get("/nodes")
                            .line());
            assertEquals(
                    "501 Method 'GET /moon' not implemented",
                    caller.get("/moon").line());
            assertEquals(
                    "400 bad encoding in '/api2/json/%zz'",
                    caller.send("GET", "/api2/json/%zz", "", "").line());
            assertEquals(
                    "501 Unexpected content for method 'DELETE'",
                    caller.send("DELETE", "/api2/json/nodes/neo/qemu/100", "application/json", "{}")
                            .line());
            assertEquals(
                    "501 for data too large",
                    caller.send("POST", "/api2/json/pools", "application/json", "x".repeat(600_000))
                            .line());
            assertEquals(
                    "506 unsupported content type 'text/plain'",
                    caller.send("POST", "/api2/json/pools", "text/plain", "x").line());
            assertEquals(
                    "500 hostname lookup 'oracle' failed - failed to get address info for: oracle: Name or service not"
                            + " known",
                    caller.get("/nodes/oracle/status").line());
            Caller.Heard wrong = caller.get("/cluster/nextid?vmid=1&moon=full");
            assertEquals("400 Parameter verification failed.", wrong.line());
            assertTrue(wrong.body().contains("value does not look like a valid VM ID"), wrong.body());
            assertEquals(
                    "403 Permission check failed (user != root@pam)",
                    caller.call("POST", "/cluster/config", "clustername=a").line());
            assertEquals(
                    List.of("GET /moon", "GET /cluster/nextid", "POST /cluster/config"),
                    lab.recorder().list().stream()
                            .filter(request -> !request.violations().isEmpty())
                            .map(dev.slipway.lab.Request::what)
                            .toList());
        }
    }

    @Test
    void ticketsAndWhoMayWhat() {
        try (Lab lab = Beds.lab(directory)) {
            Caller token = Beds.three(lab, "9.1");
            assertEquals(
                    "401 authentication failure",
                    token.with()
                            .call("POST", "/access/ticket", "username=root@pam", "password=no")
                            .line());
            Caller root = token.ticket("root@pam", "slipway");
            assertEquals(200, root.get("/nodes").status());
            assertEquals(
                    "401 Permission denied - invalid csrf token",
                    root.with(root.headers().get(0))
                            .call("POST", "/access/users", "userid=a@pve")
                            .line());
            assertEquals(
                    200,
                    root.call("POST", "/access/users", "userid=ann@pve", "password=secret-of-ann")
                            .status());
            Caller ann = token.ticket("ann@pve", "secret-of-ann");
            assertEquals(
                    "403 Permission check failed (/nodes/neo, Sys.Audit)",
                    ann.get("/nodes/neo/status").line());
            assertEquals(
                    200,
                    root.call("PUT", "/access/acl", "path=/", "users=ann@pve", "roles=PVEAuditor")
                            .status());
            assertEquals(200, ann.get("/nodes/neo/status").status());
            Caller.Heard made = root.call("POST", "/access/users/ann@pve/token/ci");
            Caller ci = token.with("Authorization: PVEAPIToken=ann@pve!ci=" + made.get("value"));
            assertEquals(403, ci.get("/nodes/neo/status").status(), "its privileges are separated");
            root.call("PUT", "/access/acl", "path=/nodes", "tokens=ann@pve!ci", "roles=PVEAuditor");
            assertEquals(200, ci.get("/nodes/neo/status").status());
            assertEquals(Map.of(), ci.get("/access/permissions?path=/vms").get("/vms"));
            assertEquals(
                    "400 Parameter verification failed.",
                    root.call("POST", "/access/roles", "roleid=R", "privs=VM.Monitor")
                            .line());
        }
    }

    @Test
    void everythingIsThereAgainAfterARestart() {
        String fingerprint;
        try (Lab lab = Beds.lab(directory)) {
            Caller caller = Beds.three(lab, "8.4");
            caller.call("POST", "/access/users", "userid=ann@pve");
            fingerprint = String.valueOf(caller.get("/nodes").row("node", "neo").get("ssl_fingerprint"));
        }
        try (Lab lab = Beds.lab(directory)) {
            Caller caller = Caller.of(lab, Beds.TRINITY);
            assertEquals(
                    1L, caller.get("/access/users").row("userid", "ann@pve").get("enable"));
            assertEquals(fingerprint, caller.get("/nodes").row("node", "neo").get("ssl_fingerprint"));
            lab.fault(new Fault("proxy-timeout", "home", "read", 1));
            assertEquals("596 Connection timed out", caller.get("/nodes").line());
            lab.fault(new Fault("proxy-timeout", "home", "after", 1));
            assertEquals(
                    "596 Connection timed out",
                    caller.call("POST", "/access/users", "userid=bob@pve").line());
            assertEquals(
                    1L, caller.get("/access/users").row("userid", "bob@pve").get("enable"), "it was done all the same");
            lab.fault(new Fault(Fault.POWER, Beds.NEO, "", 0));
            assertEquals("offline", caller.get("/nodes").row("node", "neo").get("status"));
            assertEquals("595 No route to host", caller.get("/nodes/neo/status").line());
        }
    }

    @Test
    void resetEndsWhatWasGoingOn() throws Exception {
        try (Lab lab = Beds.lab(directory)) {
            Caller caller = Beds.three(lab, "9.1", "qmcreate=60");
            caller.call("POST", "/nodes/neo/qemu", "vmid=100");
            lab.reset();
            Thread.sleep(600); // longer than it would have taken
            assertEquals(0, caller.get("/cluster/resources?type=vm").rows().size());
            assertEquals(200, caller.call("POST", "/nodes/neo/qemu", "vmid=100").status());
        }
    }

    @Test
    void aTicketIsGoodForTwoHours() {
        try (Lab lab = Lab.open(directory, 0)) {
            Caller root = Beds.three(lab, "9.1").ticket("root@pam", "slipway");
            lab.clock().move(Duration.ofMinutes(119));
            assertEquals(200, root.get("/nodes").status());
            lab.clock().move(Duration.ofMinutes(2));
            var late = CompletableFuture.supplyAsync(() -> root.get("/nodes").line());
            while (!late.isDone()) {
                lab.clock().move(Duration.ofSeconds(1)); // who is not known waits for three of them
            }
            assertEquals("401 permission denied - invalid PVE ticket", late.join());
        }
    }

    @Test
    void moreGoesWrongAsTold() {
        try (Lab lab = Beds.lab(directory)) {
            Caller caller = Beds.three(lab, "9.1", "kvm=no");
            lab.fault(new Fault("cfs-lock", "home", "", 1));
            assertEquals(
                    "500 cfs-lock 'file-user_cfg' error: got lock request timeout",
                    caller.call("POST", "/access/users", "userid=ann@pve").line());
            Caller root = caller.ticket("root@pam", "slipway");
            lab.fault(new Fault("ticket-expired", "home", "", 1));
            assertEquals(
                    "401 permission denied - invalid PVE ticket",
                    root.get("/nodes").line());
            assertEquals(200, root.get("/nodes").status());
            caller.done(caller.call("POST", "/nodes/neo/qemu", "vmid=100"));
            assertTrue(caller.done(caller.call("POST", "/nodes/neo/qemu/100/status/start"))
                    .startsWith("KVM virtualisation configured, but not available."));
        }
    }

    @Test
    void noSecretIsRecorded() throws Exception {
        try (Lab lab = Beds.lab(directory)) {
            Caller caller = Beds.three(lab, "9.1");
            String secret = "hunter2".repeat(30);
            assertEquals(
                    400,
                    caller.call("POST", "/access/users", "userid=ann@pve", "password=" + secret)
                            .status());
            caller.with().call("POST", "/access/ticket", "username=root@pam", "password=" + secret);
            String recorded = Files.readString(directory.resolve("requests.jsonl"));
            assertTrue(recorded.contains("password: not as declared"), recorded);
            assertFalse(recorded.contains("hunter2") || recorded.contains(Caller.SECRET), recorded);
        }
    }
}

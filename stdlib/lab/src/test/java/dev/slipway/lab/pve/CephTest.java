package dev.slipway.lab.pve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.lab.Lab;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CephTest {
    @TempDir
    Path directory;

    private static String health(Caller caller) {
        return String.valueOf(((Map<?, ?>) caller.get("/cluster/ceph/status").get("health")).get("status"));
    }

    @Test
    void cephComesUpNodeByNode() throws Exception {
        try (Lab lab = Beds.lab(directory)) {
            Caller token = Beds.three(lab, "9.1", "disks=500,500");
            Caller root = token.ticket("root@pam", "slipway");
            assertEquals(
                    "500 pveceph configuration not initialized",
                    token.get("/cluster/ceph/status").line());
            assertEquals(
                    200,
                    token.call("POST", "/nodes/neo/ceph/init", "network=10.0.3.0/24")
                            .status());
            for (String node : List.of("trinity", "neo", "niobe")) {
                assertEquals("OK", token.done(token.call("POST", "/nodes/" + node + "/ceph/mon/" + node)));
            }
            assertEquals("HEALTH_WARN", health(token));
            assertEquals(
                    "500 mgr 'trinity' already exists",
                    token.call("POST", "/nodes/trinity/ceph/mgr/trinity").line());
            for (String node : List.of("trinity", "neo", "niobe")) {
                assertEquals(
                        "403 Permission check failed (user != root@pam)",
                        token.call("POST", "/nodes/" + node + "/ceph/osd", "dev=/dev/sdb")
                                .line());
                assertEquals("OK", root.done(root.call("POST", "/nodes/" + node + "/ceph/osd", "dev=/dev/sdb")));
            }
            assertEquals(
                    "device '/dev/sdb' is already in use",
                    root.done(root.call("POST", "/nodes/neo/ceph/osd", "dev=/dev/sdb")));
            assertEquals(
                    1, token.get("/nodes/neo/disks/list?type=unused").rows().size());
            assertEquals(
                    "OK",
                    token.done(token.call("POST", "/nodes/neo/ceph/pool", "name=vms", "pg_num=32", "add_storages=1")));
            for (int i = 0; i < 500 && !health(token).equals("HEALTH_OK"); i++) {
                Thread.sleep(5);
            }
            assertEquals("HEALTH_OK", health(token));
            assertEquals("rbd", token.get("/storage").row("storage", "vms").get("type"));
            assertEquals("OK", token.done(token.call("POST", "/nodes/neo/ceph/mds/neo")));
            assertEquals("OK", token.done(token.call("POST", "/nodes/neo/ceph/fs/cephfs", "add-storage=1")));
            assertEquals(
                    "cephfs",
                    token.get("/nodes/neo/ceph/fs").row("name", "cephfs").get("name"));
        }
    }
}

package dev.slipway.lab.pve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.lab.Fault;
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
            Caller token = Beds.three(lab, "9.1", "disks=500,500", "cephmds=200");
            Caller root = token.ticket("root@pam", "slipway");
            assertEquals(
                    "500 pveceph configuration not initialized - missing '/etc/pve/ceph.conf', missing '/etc/pve/ceph'",
                    token.get("/cluster/ceph/status").line());
            assertEquals(
                    200,
                    token.call("POST", "/nodes/neo/ceph/init", "network=10.0.3.0/24")
                            .status());
            for (String asked : List.of("status", "pool", "mgr", "mds", "fs", "osd")) {
                assertEquals(
                        "500 rados_connect failed - No such file or directory",
                        token.get("/nodes/neo/ceph/" + asked).line(),
                        "before the first monitor");
            }
            assertEquals(List.of(), token.get("/nodes/neo/ceph/mon").rows());
            for (String node : List.of("trinity", "neo", "niobe")) {
                assertEquals("OK", token.done(token.call("POST", "/nodes/" + node + "/ceph/mon/" + node)));
            }
            assertEquals(
                    "500 monitor address '10.0.3.12' already in use",
                    token.call("POST", "/nodes/neo/ceph/mon/neo").line());
            assertEquals("HEALTH_WARN", health(token));
            assertEquals(
                    "ceph manager directory '/var/lib/ceph/mgr/ceph-trinity' already exists",
                    token.done(token.call("POST", "/nodes/trinity/ceph/mgr/trinity")));
            for (String node : List.of("trinity", "neo", "niobe")) {
                assertEquals(
                        "403 Permission check failed (user != root@pam)",
                        token.call("POST", "/nodes/" + node + "/ceph/osd", "dev=/dev/sdb")
                                .line());
                assertEquals("OK", root.done(root.call("POST", "/nodes/" + node + "/ceph/osd", "dev=/dev/sdb")));
            }
            assertEquals(
                    "500 device '/dev/sdb' is already in use",
                    root.call("POST", "/nodes/neo/ceph/osd", "dev=/dev/sdb").line());
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
            Caller.Heard early = token.call("POST", "/nodes/neo/ceph/fs/cephfs", "add-storage=1");
            assertEquals("500 no running Metadata Server (MDS) found!", early.line(), "its service only starts");
            for (int i = 0; i < 2000 && early.status() != 200; i++) {
                Thread.sleep(5);
                early = token.call("POST", "/nodes/neo/ceph/fs/cephfs", "add-storage=1");
            }
            assertEquals("OK", token.done(early));
            assertEquals(
                    "up:active",
                    token.get("/nodes/neo/ceph/mds").row("name", "neo").get("state"));
            assertEquals(
                    "500 no standby Metadata Server (MDS) found!",
                    token.call("POST", "/nodes/neo/ceph/fs/other").line());
            assertEquals(
                    32L,
                    token.get("/nodes/neo/ceph/pool")
                            .row("pool_name", "cephfs_metadata")
                            .get("pg_num"));
            assertEquals(
                    "cephfs",
                    token.get("/nodes/neo/ceph/fs").row("name", "cephfs").get("name"));
            lab.fault(new Fault("ceph-timeout", "home", "", 1));
            assertEquals("500 got timeout", token.get("/nodes/neo/ceph/pool").line());
            assertEquals(
                    "error with 'osd pool get': unrecognized pool 'none'",
                    token.done(token.call("PUT", "/nodes/neo/ceph/pool/none", "size=2")));
        }
    }
}

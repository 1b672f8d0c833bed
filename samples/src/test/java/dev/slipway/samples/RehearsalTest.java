package dev.slipway.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The samples that need hosts, in the lab, by the commands that their pages show. */
@Timeout(900)
class RehearsalTest {
    private static final String TOKEN = "root@pam!slipway=01234567-89ab-cdef-0123-456789abcdef";

    @TempDir
    Path directory;

    @Test
    void threeHostsBecomeAClusterWithMachinesAndAreTakenDownAgain() throws Exception {
        Operator operator = Operator.with("proxmox", directory);
        Path lab = operator.directory().resolve(".slipway/lab");
        try {
            operator.slipway("up", "cluster.main.kts", "--lab", "--yes")
                    .with(0, "Rehearsal: ", "31 changed, 0 unchanged, 0 failed", "number of the database    = 1041");
            operator.slipway("plan", "--lab", "--exit-code").with(0, "No changes");

            var behind = new Behind(lab, "10.0.3.11:8006", TOKEN);
            String stored = behind.ask("PUT", "/storage/ceph-vm", "content=images%2Crootdir");
            assertTrue(stored.startsWith("HTTP/1.1 200 "), stored);
            String tagged = behind.ask("PUT", "/nodes/trinity/qemu/1040/config", "tags=somebody-else");
            assertTrue(tagged.startsWith("HTTP/1.1 200 "), tagged);
            operator.slipway("drift", "--lab")
                    .with(2, "proxmox.storage/ceph-vm", "proxmox.vm/web", "changed outside Slipway");
            operator.slipway("up", "--lab", "--yes").with(0, "Plan: 2 to change", "2 changed, 28 unchanged, 0 failed");

            operator.slipway("down", "--lab", "--yes")
                    .with(
                            0,
                            "= proxmox.vm/database",
                            "stays: it holds data: disks.data",
                            "to delete it in this run: --release proxmox.vm/database",
                            "= proxmox.ceph.pool/vm",
                            "which stays, is built on it",
                            "0 failed");
            String database = behind.ask("GET", "/cluster/resources?type=vm", "");
            assertTrue(database.contains("\"vmid\":1041") && !database.contains("\"vmid\":1040"), database);
            operator.slipway("down", "--release", "*", "--lab", "--yes").with(0, "0 failed");
            String guests = behind.ask("GET", "/cluster/resources?type=vm", "");
            assertTrue(guests.endsWith("{\"data\":[]}"), guests);
        } finally {
            operator.slipway("lab", "stop").with(0, "stopped");
        }
        assertEquals(List.of(), violations(lab), "every request is as Proxmox VE documents it");
        assertFalse(Files.exists(directory.resolve("proxmox/.slipway/cluster")), "the world was not acted upon");
    }

    @Test
    void hostsBehindABastionAreMadeWebServers() throws Exception {
        Operator operator = Operator.with("hosts", directory);
        try {
            operator.slipway("up", "web.main.kts", "--lab", "--yes").with(0, "15 changed, 0 unchanged, 0 failed");
            operator.slipway("plan", "--lab", "--exit-code").with(0, "No changes");
            operator.slipway("down", "--lab", "--yes").with(0, "15 changed, 0 unchanged, 0 failed");
        } finally {
            operator.slipway("lab", "stop").with(0, "stopped");
        }
        assertFalse(Files.exists(directory.resolve("hosts/slipway.known_hosts")), "the world has other host keys");
    }

    @Test
    void aClusterOfKubernetesGetsItsObjectsAndLosesThemAgain() throws Exception {
        Operator operator = Operator.with("kubernetes", directory);
        Path script = operator.directory().resolve("cluster.main.kts");
        try {
            operator.slipway("up", "cluster.main.kts", "--lab", "--yes").with(0, "20 changed, 0 unchanged, 0 failed");
            operator.slipway("plan", "--lab", "--exit-code").with(0, "No changes");
            String text = Files.readString(script);
            Files.writeString(script, text.replace("configMap(\"colors\")", "configMap(\"sizes\")"));
            operator.slipway("plan", "--lab")
                    .with(0, "- kube.object/shop/ConfigMap/colors", "+ kube.object/shop/ConfigMap/sizes");
            operator.slipway("up", "--lab", "--yes").with(0, "2 changed, 19 unchanged, 0 failed");
            operator.slipway("down", "--lab", "--yes").with(0, "0 failed");
        } finally {
            operator.slipway("lab", "stop").with(0, "stopped");
        }
    }

    private static List<String> violations(Path lab) throws Exception {
        return Files.readAllLines(lab.resolve("requests.jsonl")).stream()
                .filter(line -> !line.contains("\"violations\":[]"))
                .toList();
    }
}

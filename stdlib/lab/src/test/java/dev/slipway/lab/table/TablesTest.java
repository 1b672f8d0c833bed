package dev.slipway.lab.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.lab.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables say what the published schemas say, no more and no less. */
class TablesTest {
    @ParameterizedTest
    @CsvSource({"apidoc.pve8.min.json, 8.4, 46601a3", "apidoc.min.json, 9.1, e5010dce"})
    void aTableEqualsItsSchema(String schema, String version, String commit) throws Exception {
        Path published = Shared.data("proxmox/" + schema);
        assumeTrue(Files.exists(published), "the published schemas are not on this machine: " + published);
        Path carried = Path.of("src/main/resources/dev/slipway/lab/pve/" + version + ".table");
        String facts = new PublishedTable(Json.object(Files.readString(published))).text();
        String expected = header(commit, facts) + facts;
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(carried, expected);
        }
        assertEquals(expected, Files.readString(carried), "run with -Dgolden.update=true, and look at the difference");
    }

    /** Where the published schemas are not at hand, the tables still are what was derived from them. */
    @ParameterizedTest
    @CsvSource({"8.4, 46601a3", "9.1, e5010dce"})
    void aTableIsAsItWasDerived(String version, String commit) throws Exception {
        String carried = Files.readString(Path.of("src/main/resources/dev/slipway/lab/pve/" + version + ".table"));
        String facts = carried.substring(carried.indexOf('\n') + 1);
        assertEquals(header(commit, facts), carried.substring(0, carried.length() - facts.length()));
    }

    private static String header(String commit, String facts) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(facts.getBytes(StandardCharsets.UTF_8));
        long operations = facts.lines().filter(line -> !line.startsWith(" ")).count();
        return "# pve-docs api-viewer/apidata.js @%s: %d operations, sha256 %s\n"
                .formatted(commit, operations, HexFormat.of().formatHex(digest));
    }

    @Test
    void requestsAreJudged() {
        Operation create = Table.named("pve/9.1")
                .find("POST", "/nodes/neo/qemu")
                .orElseThrow()
                .operation();
        assertEquals(
                List.of(),
                create.violations(new TreeMap<>(Map.of(
                        "node",
                        "neo",
                        "vmid",
                        "100",
                        "net0",
                        "virtio=BC:24:11:00:00:01,bridge=vmbr0,tag=3",
                        "scsi0",
                        "ceph:10"))));
        List<String> wrong = create.violations(new TreeMap<>(Map.of(
                "vmid", "99", "net0", "bridge=vmbr0", "scsi0", "ceph:10,ssd=perhaps", "cpus", "4", "name", "a_b")));
        assertEquals("""
                cpus: property is not defined in schema and the schema does not allow additional properties
                name: invalid format - value does not look like a valid DNS name
                net0: invalid format - format error
                net0.model: property is missing and it is not optional
                node: property is missing and it is not optional
                scsi0: invalid format - format error
                scsi0.ssd: type check ('boolean') failed - got 'perhaps'
                vmid: invalid format - value does not look like a valid VM ID
                """, String.join("\n", new TreeSet<>(wrong)).replace("\n\n", "\n"));
        assertTrue(Table.named("pve/9.1")
                .find("POST", "/cluster/config")
                .orElseThrow()
                .operation()
                .isForRootAlone());
    }
}

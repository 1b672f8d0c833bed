package dev.slipway.lab.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.lab.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables say what the published schemas say, no more and no less. */
class TablesTest {
    /** What of a rule the lab checks. */
    private static final List<String> KEPT =
            List.of("type", "optional", "enum", "minimum", "maximum", "minLength", "maxLength", "pattern", "format");

    @ParameterizedTest
    @CsvSource({"apidoc.pve8.min.json, 8.4", "apidoc.min.json, 9.1"})
    void aTableEqualsItsSchema(String schema, String version) throws Exception {
        Path published = Shared.data("proxmox/" + schema);
        assumeTrue(Files.exists(published), "the published schemas are not on this machine: " + published);
        Path served = Path.of("src/test/resources/dev/slipway/lab/pve.operations");
        Path carried = Path.of("src/main/resources/dev/slipway/lab/pve/" + version + ".table");
        String expected = table(Json.object(Files.readString(published)), Files.readAllLines(served));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(carried, expected);
        }
        assertEquals(expected, Files.readString(carried), "run with -Dgolden.update=true, and look at the difference");
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
                name: 'a_b' is no dns-name
                net0: 'model' is missing
                node: property is missing and it is not optional
                scsi0: ssd: 'perhaps' is no boolean
                vmid: 99 is less than 100""", String.join("\n", new TreeSet<>(wrong)));
        assertTrue(Table.named("pve/9.1")
                .find("POST", "/cluster/config")
                .orElseThrow()
                .operation()
                .isForRootAlone());
    }

    private static String table(Map<String, Object> schema, List<String> served) {
        var text = new StringBuilder();
        for (String wanted : served) {
            String[] part = wanted.split(" ", -1);
            if (schema.get(part[1]) instanceof Map<?, ?> methods && methods.get(part[0]) instanceof Map<?, ?> info) {
                var flags = Stream.of(
                                Long.valueOf(1).equals(info.get("protected")) ? "protected" : "",
                                Long.valueOf(0).equals(info.get("allowtoken")) ? "notoken" : "")
                        .filter(flag -> !flag.isEmpty())
                        .toList();
                text.append(wanted)
                        .append(' ')
                        .append(flags.isEmpty() ? "-" : String.join(",", flags))
                        .append(' ')
                        .append(Json.text(info.get("permissions")))
                        .append('\n');
                if (info.get("parameters") instanceof Map<?, ?> parameters
                        && parameters.get("properties") instanceof Map<?, ?> properties) {
                    new TreeMap<Object, Object>(properties)
                            .forEach((name, rule) -> text.append("  ")
                                    .append(name)
                                    .append(' ')
                                    .append(Json.text(kept((Map<?, ?>) rule)))
                                    .append('\n'));
                }
            }
        }
        return text.toString();
    }

    /** A null enum in the published schema is a gap in its export, and says nothing. */
    private static Map<String, Object> kept(Map<?, ?> rule) {
        var kept = new java.util.LinkedHashMap<String, Object>();
        for (String key : KEPT) {
            Object value = rule.get(key);
            if (value != null) {
                kept.put(key, value);
            }
        }
        return kept;
    }
}

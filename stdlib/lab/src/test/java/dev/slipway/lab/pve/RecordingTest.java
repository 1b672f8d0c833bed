package dev.slipway.lab.pve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.lab.Lab;
import dev.slipway.lab.Placement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The twin answers what the API daemons of Proxmox VE answered to the same requests. */
@Timeout(120)
class RecordingTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"8.4", "9.1", "9.2"})
    void theTwinAnswersAsTheDaemonsDid(String version) throws Exception {
        try (Lab lab = Lab.open(directory, 0)) {
            var properties = new HashMap<>(
                    Map.of(
                            "offline", "10.9.9.9",
                            "address", Beds.TRINITY,
                            "nodes", "trinity",
                            "version", version.equals("8.4") ? "8.4" : "9.1",
                            "tokens", "root@pam!lab=" + Caller.SECRET,
                            "storages", "local:dir:200,big:dir:200",
                            "content.local",
                                    "iso,vztmpl,backup,snippets,images,rootdir"
                                            + (version.equals("8.4") ? "" : ",import"),
                            "content.big", "images,iso,import",
                            "cards", "eno1,eno2,eno3",
                            "images",
                                    "http://127.0.0.1:9000/zero.iso#1#30e14955ebf1352266dc2ff8067e68104607e750abb9d3b36582b8af909fcb58,http://127.0.0.1:9000/disk.qcow2#64#00,http://127.0.0.1:9000/disk.img#1#00"));
            var replay = new Replay(lab, new Placement("proxmox", "trinity", properties), Caller.SECRET);
            Map<String, List<String>> found = replay.differences(Recording.of(version));
            Files.writeString(Path.of("target/differences-" + version + ".txt"), text(found));
            List<String> known = known(version);
            List<String> corrected = known.stream()
                    .filter(request -> !found.containsKey(request))
                    .toList();
            known.forEach(found::remove);
            if (version.equals("9.2")) {
                known("9.1").forEach(found::remove);
            }
            assertEquals("", text(found));
            assertEquals("", String.join("\n", corrected), "no longer different: remove from differences-" + version);
        }
    }

    private static String text(Map<String, List<String>> differences) {
        var text = new StringBuilder();
        differences.forEach((request, each) -> text.append(request)
                .append("\n    ")
                .append(String.join("\n    ", each))
                .append('\n'));
        return text.toString();
    }

    /** The requests that the twin is known to answer differently; why is said above each group of them. */
    private static List<String> known(String version) throws IOException {
        try (var in = RecordingTest.class.getResourceAsStream("differences-" + version + ".txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .toList();
        }
    }
}

package dev.slipway.talos;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.talos.identity.SecretsBundle;
import dev.slipway.talos.identity.SecretsFile;
import dev.slipway.talos.yaml.YamlDocuments;
import dev.slipway.talos.yaml.YamlNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Upstream's test data, where it lies in a directory {@code shared/data/talos} beside the repository or in
 * {@code SLIPWAY_SHARED_DATA}. A test that needs it is skipped by name where it is missing.
 */
public final class Vectors {
    private Vectors() {}

    public static Path path(String name) {
        Path data = data().resolve("testdata").resolve(name);
        assumeTrue(Files.exists(data), "upstream's test data is missing: " + name);
        return data;
    }

    private static Path data() {
        String declared = System.getenv().getOrDefault("SLIPWAY_SHARED_DATA", "");
        if (!declared.isEmpty()) {
            return Path.of(declared, "talos");
        }
        Path relative = Path.of("shared", "data", "talos");
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(relative))) {
                return at.resolve(relative);
            }
        }
        return relative;
    }

    public static String text(String name) {
        return text(path(name));
    }

    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<Path> files(String directory) {
        try (Stream<Path> files = Files.walk(path(directory))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static SecretsBundle secrets() {
        return SecretsFile.read(text("stability/secrets.yaml"), "secrets.yaml");
    }

    /** What the text says, so that two texts may be compared whatever their order of keys and their quotes. */
    public static List<Object> meaning(String yaml) {
        var documents = new ArrayList<Object>();
        YamlDocuments.read(yaml).forEach(node -> documents.add(meaning(node)));
        return documents;
    }

    private static Object meaning(YamlNode node) {
        if (node instanceof YamlNode.Mapping mapping) {
            var map = new TreeMap<String, Object>();
            mapping.entries().forEach(entry -> map.put(entry.key(), meaning(entry.value())));
            return map;
        } else if (node instanceof YamlNode.Sequence sequence) {
            return sequence.items().stream().map(Vectors::meaning).toList();
        }
        var scalar = (YamlNode.Scalar) node;
        return scalar.isPlain()
                ? dev.slipway.talos.yaml.Scalars.any(scalar.text()).orElse("null")
                : scalar.text();
    }
}

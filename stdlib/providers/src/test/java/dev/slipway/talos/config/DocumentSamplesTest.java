package dev.slipway.talos.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.talos.Vectors;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Upstream's sample documents, one or more of each kind, are read and printed with the same meaning. */
class DocumentSamplesTest {
    private static final Set<Object> EMPTY = Set.of(0L, "", "null", List.of(), Map.of());

    @TestFactory
    Stream<DynamicTest> printsWhatItRead() {
        return Vectors.files("docs-samples").stream()
                .filter(file -> file.toString().endsWith(".yaml"))
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> assertPrinted(file)));
    }

    private static void assertPrinted(Path file) {
        String text = Vectors.text(file);
        assertEquals(
                filled(Vectors.meaning(text)),
                filled(Vectors.meaning(MachineConfig.parse(text).yaml())));
    }

    /** Without empty and zero values: upstream, too, adds some and drops others when it prints a sample. */
    private static Object filled(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(DocumentSamplesTest::filled).toList();
        } else if (value instanceof Map<?, ?> map) {
            var filled = new TreeMap<String, Object>();
            map.forEach((key, item) -> {
                Object inner = filled(item);
                if (!EMPTY.contains(inner)) {
                    filled.put(String.valueOf(key), inner);
                }
            });
            return filled;
        }
        return value;
    }
}

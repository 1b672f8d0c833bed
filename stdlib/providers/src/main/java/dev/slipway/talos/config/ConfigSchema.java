package dev.slipway.talos.config;

import dev.slipway.talos.identity.Contract;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of documents, their fields in the order in which upstream prints them, how patches merge them, and since
 * when they exist. Read from {@code schema.txt}, which {@code scripts/judge/talos --schema} derives by reflection from the
 * Go types of siderolabs/talos pkg/machinery 1.10.0, 1.11.6, 1.12.4, 1.13.9 and 1.14.1.
 */
final class ConfigSchema {
    static final ConfigSchema TALOS = read();

    private final Map<String, DocumentKind> kinds = new LinkedHashMap<>();
    private final Map<String, ValueType.Struct> structs = new HashMap<>();
    private final Map<String, ScalarForm> enums = new HashMap<>();

    static @Nullable DocumentKind kind(String name) {
        return TALOS.kinds.get(name);
    }

    static Iterable<DocumentKind> kinds() {
        return TALOS.kinds.values();
    }

    static ValueType.Struct root() {
        return Objects.requireNonNull(kind(DocumentKind.ROOT)).type();
    }

    private static ConfigSchema read() {
        try (InputStream stream = Objects.requireNonNull(ConfigSchema.class.getResourceAsStream("schema.txt"))) {
            var schema = new ConfigSchema();
            schema.read(new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
            return schema;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(List<String> lines) {
        ValueType.Struct current = new ValueType.Struct("");
        for (String line : lines) {
            List<String> words = new ArrayList<>(List.of(line.strip().split(" ", -1)));
            switch (line.startsWith(" ") ? "" : words.get(0)) {
                case "document" -> document(words);
                case "enum" -> enums.put(words.get(1), ScalarForm.oneOf(words.get(1), words.subList(2, words.size())));
                case "type" -> {
                    current = struct(words.get(1));
                    if (words.size() > 2) {
                        current.zero()
                                .addAll(List.of(
                                        words.get(2).substring("zero=".length()).split(",", -1)));
                    }
                }
                default -> current.fields().put(words.get(0), field(words));
            }
        }
    }

    private void document(List<String> words) {
        var kind = new DocumentKind(
                words.get(1),
                struct(words.get(2)),
                since(words),
                words.contains("named"),
                words.contains("controlplane"));
        kinds.put(kind.name(), kind);
    }

    private Field field(List<String> words) {
        String by = "";
        Set<String> marks = new HashSet<>();
        for (String word : words.subList(2, words.size())) {
            if (word.startsWith("by=")) {
                by = word.substring(3);
            } else if (!word.startsWith("since=")) {
                marks.add(word);
            }
        }
        return new Field(words.get(0), type(words.get(1)), Set.copyOf(marks), by, since(words));
    }

    private static Contract since(List<String> words) {
        return words.stream()
                .filter(word -> word.startsWith("since="))
                .findFirst()
                .map(word -> Contract.of(word.substring(6)))
                .orElse(Contract.V1_10);
    }

    private ValueType type(String text) {
        if (text.startsWith("*")) {
            return new ValueType.Pointer(type(text.substring(1)));
        } else if (text.startsWith("[]")) {
            return new ValueType.ListOf(type(text.substring(2)));
        } else if (text.startsWith("{}")) {
            return new ValueType.MapOf(type(text.substring(2)));
        } else if (text.equals("object") || text.equals("any")) {
            return new ValueType.Free();
        } else if (text.startsWith("enum:")) {
            return new ValueType.Scalar(Objects.requireNonNull(enums.get(text.substring(5)), text));
        }
        ScalarForm form = ScalarForm.named(text);
        return form == null ? struct(text) : new ValueType.Scalar(form);
    }

    private ValueType.Struct struct(String name) {
        return structs.computeIfAbsent(name, ValueType.Struct::new);
    }
}

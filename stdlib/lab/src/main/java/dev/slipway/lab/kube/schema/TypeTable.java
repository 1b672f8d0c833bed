package dev.slipway.lab.kube.schema;

import dev.slipway.lab.kube.object.JsonReader;
import dev.slipway.lab.kube.schema.Schema.Empty;
import dev.slipway.lab.kube.schema.Schema.Field;
import dev.slipway.lab.kube.schema.Schema.ListKind;
import dev.slipway.lab.kube.schema.Schema.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The built-in types of one release, read from {@code types.txt}. */
public final class TypeTable {
    private static final String FILE = "/dev/slipway/lab/kube/types.txt";

    private final Map<String, Schema> types = new TreeMap<>();
    private final Map<String, String> kinds = new TreeMap<>();

    private TypeTable() {}

    /** The table of a release, such as {@code 1.35}. */
    public static TypeTable of(String release) {
        var table = new TypeTable();
        String name = "";
        String head = "";
        boolean here = false;
        var fields = new LinkedHashMap<String, Field>();
        for (String line : lines(FILE)) {
            if (line.startsWith("#") || line.startsWith("versions ")) {
                continue;
            } else if (!line.startsWith("type ")) {
                if (here && applies(line, release)) {
                    Field field = table.field(line.strip());
                    fields.put(field.name(), field);
                }
                continue;
            }
            table.close(name, head, fields);
            here = applies(line, release);
            name = here ? line.split(" ", 3)[1] : "";
            head = line;
            fields = new LinkedHashMap<>();
        }
        table.close(name, head, fields);
        return table;
    }

    static List<String> lines(String file) {
        try (InputStream in = TypeTable.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("resource " + file + " not found in the lab's jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a line counts for a release. */
    static boolean applies(String line, String release) {
        int in = line.lastIndexOf(" in=");
        return in < 0 || Arrays.asList(line.substring(in + 4).split(",", -1)).contains(release);
    }

    /** The type of a kind, such as {@code apps/v1/Deployment}; the group of the core is empty. */
    public Optional<Schema> kind(String group, String version, String kind) {
        return Optional.ofNullable(kinds.get(group + "/" + version + "/" + kind))
                .map(this::type);
    }

    public Schema type(String name) {
        Schema type = types.get(name);
        if (type == null) {
            throw new IllegalArgumentException("unknown type " + name);
        }
        return type;
    }

    /** All types, by their short names. */
    public Map<String, Schema> all() {
        return types;
    }

    /** The kind that a type is, as {@code group/version/kind}. */
    public Map<String, String> kinds() {
        return kinds;
    }

    private void close(String name, String head, Map<String, Field> fields) {
        if (name.isEmpty()) {
            return;
        }
        String[] words = head.split(" ", -1);
        boolean atomic = false;
        String alias = "";
        for (String word : Arrays.asList(words).subList(2, words.length)) {
            if (word.startsWith("kind=")) {
                kinds.put(word.substring(5), name);
            } else if (word.startsWith("map=")) {
                atomic = word.equals("map=atomic");
            } else if (!word.startsWith("in=")) {
                alias = word;
            }
        }
        types.put(name, alias.isEmpty() ? Schema.struct(name, fields, Optional.empty(), atomic) : plain(name, alias));
    }

    /** Types without fields (kubernetes/kube-openapi: pkg/schemaconv/openapi.go treats two of them apart). */
    private static Schema plain(String name, String alias) {
        if (name.endsWith(".Quantity")) {
            return Schema.scalar(Shape.QUANTITY);
        } else if (name.endsWith(".RawExtension")) {
            return Schema.scalar(Shape.RAW);
        }
        return switch (alias) {
            case "intorstring" -> Schema.scalar(Shape.INT_OR_STRING);
            case "time" ->
                new Schema(
                        Shape.TIME,
                        name.endsWith(".MicroTime") ? name : "",
                        Map.of(),
                        Optional.empty(),
                        ListKind.ATOMIC,
                        List.of(),
                        false);
            case "string" -> Schema.scalar(Shape.STRING);
            case "object", "any" -> Schema.any();
            default -> throw new IllegalStateException("type " + name + " of unknown shape " + alias);
        };
    }

    private Field field(String line) {
        String[] words = line.split(" ", -1);
        boolean required = words[0].endsWith("!");
        String name = required ? words[0].substring(0, words[0].length() - 1) : words[0];
        String strategy = "";
        String key = "";
        String list = "atomic";
        boolean atomic = false;
        Empty empty = Empty.OMITTED;
        Object preset = null;
        List<String> values = List.of();
        for (String word : Arrays.asList(words).subList(2, words.length)) {
            String value = word.substring(word.indexOf('=') + 1);
            switch (word.substring(0, word.indexOf('=') < 0 ? word.length() : word.indexOf('='))) {
                case "keep" -> empty = Empty.KEPT;
                case "always" -> empty = Empty.WRITTEN;
                case "list" -> list = value;
                case "map" -> atomic = value.equals("atomic");
                case "patch" -> strategy = value;
                case "key" -> key = value;
                case "default" -> preset = json(value);
                case "enum" -> values = List.of(value.split("\\|", -1));
                case "in" -> {}
                default -> throw new IllegalStateException("types.txt: unknown word " + word);
            }
        }
        return new Field(name, required, typed(words[1], list, atomic), strategy, key, empty, preset, values);
    }

    private static @Nullable Object json(String text) {
        try {
            return JsonReader.read(text);
        } catch (JsonReader.Malformed e) {
            throw new IllegalStateException(e);
        }
    }

    private Supplier<Schema> typed(String type, String list, boolean atomic) {
        if (type.startsWith("[]") || type.startsWith("{}") || !type.contains(".")) {
            Schema made = made(type, list, atomic);
            return () -> made;
        }
        return atomic ? () -> type(type).atomic(true) : () -> type(type);
    }

    private Schema made(String type, String list, boolean atomic) {
        if (type.startsWith("[]")) {
            Supplier<Schema> items = typed(type.substring(2), "atomic", false);
            if (list.startsWith("map:")) {
                return Schema.list(
                        items, ListKind.MAP, List.of(list.substring(4).split(",", -1)));
            }
            return Schema.list(items, list.equals("set") ? ListKind.SET : ListKind.ATOMIC, List.of());
        } else if (type.startsWith("{}")) {
            return Schema.map(typed(type.substring(2), "atomic", false), atomic);
        }
        return switch (type) {
            case "string" -> Schema.scalar(Shape.STRING);
            case "bytes" -> Schema.scalar(Shape.BYTES);
            case "time" -> Schema.scalar(Shape.TIME);
            case "int32" -> Schema.scalar(Shape.INT32);
            case "int64", "integer" -> Schema.scalar(Shape.INT64);
            case "number" -> Schema.scalar(Shape.NUMBER);
            case "boolean" -> Schema.scalar(Shape.BOOLEAN);
            case "object", "any" -> Schema.any();
            default -> throw new IllegalStateException("types.txt: unknown type " + type);
        };
    }
}

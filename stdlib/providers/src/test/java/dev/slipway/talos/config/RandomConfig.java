package dev.slipway.talos.config;

import dev.slipway.talos.yaml.Nothing;
import dev.slipway.talos.yaml.Trees;
import dev.slipway.talos.yaml.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** Random documents by the schema, random patches of them, and deletions; most are valid. */
final class RandomConfig {
    private static final int DEEPEST = 9;

    private static final Map<String, List<Object>> SCALARS = Map.ofEntries(
            Map.entry(
                    "string",
                    List.of(
                            "a",
                            "b",
                            "on",
                            "0644",
                            "1e3",
                            "two\nlines\n",
                            "x: y",
                            "#z",
                            "",
                            " s",
                            "null",
                            "ü",
                            5L,
                            true,
                            "12:30",
                            "it's \"q\"")),
            Map.entry("argument", List.of("a", "b", List.of("x", "w"), "", 3L)),
            Map.entry("bool", List.of(true, false, "yes", "off")),
            Map.entry("float", List.of(1.5, 0L, 2L)),
            Map.entry("int", List.of(0L, 1L, 7445L, -3L)),
            Map.entry("int32", List.of(0L, 1L, -3L)),
            Map.entry("uint", List.of(0L, 1L, 4096L)),
            Map.entry("uint8", List.of(0L, 1L, 255L)),
            Map.entry("uint16", List.of(0L, 1L, 65535L)),
            Map.entry("uint32", List.of(0L, 1500L, 4294967295L)),
            Map.entry("mode", List.of(420L, 0L, 384L)),
            Map.entry("ports", List.of(80L, "1200-1299", "5-5", "443")),
            Map.entry("duration", List.of("90m", "1.5s", "0s", "36h", "250ms", "1h0m0.5s")),
            Map.entry(
                    "url",
                    List.of(
                            "https://a.example:6443/p?q=1",
                            "http://b",
                            "https://[fd00::1]:6443",
                            "HTTP://C/x",
                            "tcp://d:1/#f")),
            Map.entry("endpoint", List.of("https://a.example:6443/p", "http://b", "udp://127.0.0.1:12345")),
            Map.entry("prefix", List.of("10.0.0.0/8", "FD00:0:0::/64", "::/0", "10.1.2.3/24")),
            Map.entry("rawprefix", List.of("10.0.0.1/8", "fd00::1/64", "::ffff:1.2.3.4/128")),
            Map.entry("addr", List.of("10.0.0.1", "FE80::1:0:0:0", "::ffff:1.2.3.4", "fe80::1%eth0")),
            Map.entry("rawaddr", List.of("10.0.0.1", "fd00:0:0:1::", "1:0:0:2:0:0:0:3")),
            Map.entry("addrport", List.of("10.0.0.1:80", "[fd00::1]:443")),
            Map.entry("rawaddrport", List.of("10.0.0.1:80", "[FD00::1]:0443")),
            Map.entry("mac", List.of("00:1A:2b:3c:4d:5e", "001a2b3c4d5e")),
            Map.entry("bytes", List.of("10GiB", "1.5 TB", "512", "-5MB", 1024L)),
            Map.entry("percent", List.of("25%", "0.5%", "-10%")),
            Map.entry("size", List.of("10GiB", "25%", "1 kB", "-5%")),
            Map.entry("disksize", List.of("100 GB", "10GiB", "1000", "1500kB", "0", 4096L)),
            Map.entry("disksizematch", List.of(">= 100GB", "<= 1TB", "== 10GiB", "4GB")),
            Map.entry("base64", List.of("YQ==", "aGVsbG8=", "")),
            Map.entry("cel", List.of("disk.transport == \"nvme\"", "volume.name == \"x\" && !disk.rotational")),
            Map.entry("table", List.of("main", "local", "7", "unspec", "252")));

    private static final Map<String, Object> FREE = Map.of("n", 3L, "s", "text", "b", true, "f", 1.25, "z", 0L);

    private final Random random;

    RandomConfig(Random random) {
        this.random = random;
    }

    /** A document of the kind, as it might be written. */
    Map<String, Object> document(DocumentKind kind, String name) {
        Map<String, Object> fields = struct(kind.type(), 0);
        fields.remove("apiVersion");
        fields.remove("kind");
        Map<String, Object> document = new LinkedHashMap<>();
        if (kind.isRoot()) {
            document.put("version", "v1alpha1");
            fields.putIfAbsent("machine", new LinkedHashMap<String, Object>());
        } else {
            document.put("apiVersion", "v1alpha1");
            document.put("kind", kind.name());
        }
        document.putAll(fields);
        if (kind.isNamed()) {
            document.put("name", name);
        }
        return document;
    }

    private Map<String, Object> struct(ValueType.Struct type, int depth) {
        Map<String, Object> fields = new LinkedHashMap<>();
        int chance = depth > DEEPEST ? 0 : type.fields().size() > 15 ? 35 : 60;
        for (Field field : type.fields().values()) {
            if (random.nextInt(100) < chance) {
                fields.put(field.key(), value(field.type(), depth + 1));
            }
        }
        return fields;
    }

    private Object value(ValueType declared, int depth) {
        ValueType type = declared.bare();
        if (random.nextInt(60) == 0) {
            return Nothing.NULL;
        } else if (type instanceof ValueType.Struct struct) {
            return struct(struct, depth);
        } else if (type instanceof ValueType.ListOf list) {
            var items = new ArrayList<Object>();
            for (int i = random.nextInt(4); i > 0; i--) {
                Object item = value(list.item(), depth);
                items.add(item == Nothing.NULL && random.nextInt(4) != 0 ? value(list.item(), depth) : item);
            }
            return items;
        } else if (type instanceof ValueType.MapOf map) {
            Map<String, Object> entries = new LinkedHashMap<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                entries.put(pick(List.of("k1", "k2", "on", "5")), value(map.value(), depth));
            }
            return entries;
        } else if (type instanceof ValueType.Scalar scalar) {
            return scalar(scalar.form());
        }
        return free(0);
    }

    private Object scalar(ScalarForm form) {
        for (Map.Entry<String, List<Object>> entry : SCALARS.entrySet()) {
            if (ScalarForm.named(entry.getKey()) == form) {
                return random.nextInt(150) == 0 ? "?!" : pick(entry.getValue());
            }
        }
        List<String> names =
                List.of(form.expected().substring("one of ".length()).split(", ", -1));
        return pick(names);
    }

    private Map<String, Object> free(int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (String key : List.of("n", "s", "b", "f", "z", "l", "m")) {
            if (random.nextInt(3) != 0) {
                continue;
            }
            Object value = key.equals("l")
                    ? new ArrayList<Object>(List.of(1L, "x"))
                    : key.equals("m")
                            ? (depth > 2 ? new LinkedHashMap<String, Object>() : free(depth + 1))
                            : FREE.get(key);
            map.put(key, random.nextInt(40) == 0 ? "other" : Objects.requireNonNull(value));
        }
        return map;
    }

    /** Puts {@code $patch: delete} somewhere in the document, or on the whole of it. */
    void delete(Map<String, Object> document) {
        Map<String, Object> map = document;
        for (int depth = 0; depth < 6; depth++) {
            List<String> keys = map.keySet().stream()
                    .filter(key -> !key.matches("apiVersion|kind|name|version"))
                    .toList();
            if (keys.isEmpty() || random.nextInt(12) == 0) {
                map.put("$patch", "delete");
                return;
            }
            String key = pick(keys);
            Object value = map.get(key);
            if (value instanceof Map<?, ?> inner && !inner.isEmpty() && random.nextInt(4) != 0) {
                map = Trees.map(value);
            } else if (value instanceof List<?> list
                    && !list.isEmpty()
                    && list.get(0) instanceof Map<?, ?>
                    && random.nextInt(3) != 0) {
                Map<String, Object> item = Trees.map(pick(Trees.list(list)));
                map.put(key, new ArrayList<Object>(List.of(selector(item))));
                return;
            } else {
                map.put(key, new LinkedHashMap<>(Map.of("$patch", "delete")));
                return;
            }
        }
    }

    private Map<String, Object> selector(Map<String, Object> item) {
        Map<String, Object> selector = new LinkedHashMap<>();
        for (Map.Entry<String, Object> entry : item.entrySet()) {
            boolean isText = entry.getValue() instanceof String || entry.getValue() instanceof Long;
            if (isText && (selector.isEmpty() || random.nextInt(3) == 0)) {
                selector.put(entry.getKey(), entry.getValue());
            }
        }
        selector.put("$patch", "delete");
        return selector;
    }

    /** A JSON patch of the document. */
    List<Object> jsonPatch(Map<String, Object> document) {
        var operations = new ArrayList<Object>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            var path = new StringBuilder();
            Object value = document;
            while (true) {
                if (value instanceof Map<?, ?> map && !map.isEmpty()) {
                    String key = pick(List.copyOf(Trees.map(value).keySet()));
                    path.append('/').append(key.replace("~", "~0").replace("/", "~1"));
                    value = Objects.requireNonNull(Trees.map(value).get(key));
                } else if (value instanceof List<?> list && !list.isEmpty()) {
                    int index = random.nextInt(list.size());
                    path.append('/').append(random.nextInt(5) == 0 ? "-" : String.valueOf(index));
                    value = list.get(index);
                } else {
                    break;
                }
                if (random.nextInt(4) == 0) {
                    break;
                }
            }
            Map<String, Object> operation = new LinkedHashMap<>();
            operation.put("op", pick(List.of("add", "remove", "replace", "test", "copy", "move")));
            operation.put("path", path.isEmpty() ? "/machine" : path.toString());
            operation.put("from", "/machine");
            operation.put(
                    "value", value == Nothing.NULL ? "w" : value); // upstream tests null by how the patch is written
            operations.add(operation);
        }
        return operations;
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    static String yaml(List<Map<String, Object>> documents) {
        var text = new YamlText();
        for (int i = 0; i < documents.size(); i++) {
            if (i > 0) {
                text.separator();
            }
            text.map(documents.get(i));
        }
        return text.toString();
    }
}

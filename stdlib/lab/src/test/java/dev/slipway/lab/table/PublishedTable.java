package dev.slipway.lab.table;

import dev.slipway.lab.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Writes a published schema as the table that the lab carries: facts alone, every operation, in a stable order. */
final class PublishedTable {
    /** What of a rule is a fact that can be checked. */
    private static final List<String> KEPT = List.of(
            "type",
            "optional",
            "requires",
            "enum",
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "pattern",
            "format",
            "type-property",
            "instance-types",
            "oneOf",
            "properties",
            "items",
            "additionalProperties");

    /** Rules that are shorter are repeated in full, which reads better. */
    private static final int SHORT = 60;

    private final Map<String, Object> schema;
    private final Map<String, String> last = new TreeMap<>();
    private final StringBuilder text = new StringBuilder();

    PublishedTable(Map<String, Object> schema) {
        this.schema = schema;
    }

    String text() {
        new TreeMap<>(schema).forEach((path, methods) -> {
            for (String method : List.of("GET", "POST", "PUT", "DELETE")) {
                if (methods instanceof Map<?, ?> map && map.get(method) instanceof Map<?, ?> info) {
                    operation(method + " " + path, info);
                }
            }
        });
        return text.toString();
    }

    private void operation(String what, Map<?, ?> info) {
        Map<?, ?> parameters = info.get("parameters") instanceof Map<?, ?> declared ? declared : Map.of();
        List<String> flags = Stream.of(
                        Long.valueOf(1).equals(info.get("protected")) ? "protected" : "",
                        Long.valueOf(0).equals(info.get("allowtoken")) ? "notoken" : "",
                        Long.valueOf(0).equals(parameters.get("additionalProperties")) ? "" : "open")
                .filter(flag -> !flag.isEmpty())
                .toList();
        text.append(what)
                .append(' ')
                .append(flags.isEmpty() ? "-" : String.join(",", flags))
                .append(' ')
                .append(Json.text(info.get("permissions")))
                .append('\n');
        if (parameters.get("properties") instanceof Map<?, ?> properties) {
            new TreeMap<Object, Object>(properties).forEach((name, rule) -> line(String.valueOf(name), rule));
        }
        line("->", Objects.requireNonNull(info.get("returns")));
    }

    private void line(String name, Object rule) {
        String facts = Json.text(kept(rule));
        boolean again = facts.length() > SHORT && facts.equals(last.put(name, facts));
        text.append("  ").append(name).append(' ').append(again ? "\"" : facts).append('\n');
        last.put(name, facts);
    }

    /** A null in the published schema is a gap in its export, and says nothing. */
    private static Object kept(Object rule) {
        var kept = new LinkedHashMap<String, Object>();
        if (rule instanceof Map<?, ?> declared) {
            for (String key : KEPT) {
                Object value = declared.get(key);
                if (value instanceof Map<?, ?> named && (key.equals("properties") || key.equals("format"))) {
                    var inner = new TreeMap<String, Object>();
                    named.forEach((name, one) -> inner.put(String.valueOf(name), part(one)));
                    kept.put(key, inner);
                } else if (key.equals("items") && value != null) {
                    kept.put(key, kept(value));
                } else if (value instanceof List<?> choices && key.equals("oneOf")) {
                    kept.put(key, choices.stream().map(PublishedTable::kept).toList());
                } else if (value != null) {
                    kept.put(key, value);
                }
            }
        }
        return kept;
    }

    /** Parts of a text also say which of them needs no name, and which stands for another. */
    @SuppressWarnings("unchecked") // what was kept is a map
    private static Object part(Object rule) {
        var kept = (Map<String, Object>) kept(rule);
        if (rule instanceof Map<?, ?> declared) {
            for (String key : List.of("default_key", "alias", "keyAlias")) {
                if (declared.get(key) != null) {
                    kept.put(key, declared.get(key));
                }
            }
        }
        return kept;
    }
}

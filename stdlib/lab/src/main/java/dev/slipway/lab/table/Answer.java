package dev.slipway.lab.table;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds an answer against its declared shape, by the rules with which Proxmox VE verifies results when it is told to:
 * what is not declared is allowed unless the shape forbids it.
 */
final class Answer {
    private final Set<String> violations = new LinkedHashSet<>();

    List<String> violations(Map<String, @Nullable Object> schema, @Nullable Object data) {
        check("answer", schema, data);
        return new ArrayList<>(violations);
    }

    private void check(String at, Map<?, ?> schema, @Nullable Object value) {
        if (value == null) {
            boolean absent = "null".equals(schema.get("type")) || Rule.isSet(schema.get("optional"));
            violate(!absent && schema.get("type") != null, at + ": null is no " + schema.get("type"));
        } else if (!isOf(schema.get("type"), value)) {
            violations.add(at + ": " + kind(value) + " is no " + schema.get("type"));
        } else if (value instanceof List<?> list) {
            if (schema.get("items") instanceof Map<?, ?> items) {
                list.forEach(item -> check(at + "[]", items, item));
            }
        } else if (value instanceof Map<?, ?> map) {
            checkObject(at, schema, map);
        } else {
            // a choice of values stays a choice; texts are not read again
            boolean known = !(schema.get("enum") instanceof List<?> choices) || choices.contains(String.valueOf(value));
            violate(!known, at + ": a value that is none of " + schema.get("enum"));
        }
    }

    private void checkObject(String at, Map<?, ?> schema, Map<?, ?> map) {
        var properties = schema.get("properties") instanceof Map<?, ?> declared ? declared : Map.of();
        properties.forEach((name, rule) -> {
            if (rule instanceof Map<?, ?> shape && !String.valueOf(name).endsWith("[n]")) {
                if (map.containsKey(name)) {
                    check(at + "." + name, shape, map.get(name));
                } else {
                    violate(!isOptional(shape), at + "." + name + ": missing");
                }
            }
        });
        for (Object name : map.keySet()) {
            String numbered = String.valueOf(name).replaceFirst("[0-9]+$", "[n]");
            boolean open = !Long.valueOf(0).equals(schema.get("additionalProperties"));
            violate(
                    !open && !properties.containsKey(name) && !properties.containsKey(numbered),
                    at + "." + name + ": not declared, and nothing else is allowed");
        }
    }

    private static boolean isOptional(Map<?, ?> shape) {
        return Rule.isSet(shape.get("optional")) || "null".equals(shape.get("type")) || shape.containsKey("oneOf");
    }

    private void violate(boolean wrong, String what) {
        if (wrong) {
            violations.add(what);
        }
    }

    private static String kind(Object value) {
        return value instanceof Map ? "an object" : value instanceof List ? "an array" : "'" + value + "'";
    }

    private static boolean isOf(@Nullable Object type, Object value) {
        boolean scalar = !(value instanceof Map) && !(value instanceof List);
        if (type instanceof List<?> choices) {
            return choices.stream().anyMatch(choice -> isOf(choice, value));
        }
        if (type == null) {
            return true; // such as a choice of values, or nothing that is known
        }
        return switch (type.toString()) {
            case "array" -> value instanceof List;
            case "object" -> value instanceof Map;
            case "null" -> false;
            case "boolean" -> value instanceof Boolean || value.toString().matches("[01]");
            case "integer" -> scalar && value.toString().matches("[+-]?[0-9]+");
            case "number" ->
                scalar && (value instanceof Number || value.toString().matches("-?[0-9]+(\\.[0-9]+)?"));
            case "string" -> scalar;
            default -> true;
        };
    }
}

package dev.slipway.lab.kube.fields;

import dev.slipway.lab.Json;
import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.schema.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether an applied configuration fits its type (typed/validate.go), in the words of Go's formats. */
final class Fitness {
    private final List<String> problems = new ArrayList<>();

    private Fitness() {}

    static List<String> problems(Schema schema, Map<String, Object> config) {
        var fitness = new Fitness();
        fitness.check(schema, config, "");
        fitness.problems.sort(String::compareTo);
        return fitness.problems;
    }

    private void problem(String path, String text) {
        problems.add(path.isEmpty() ? text : path + ": " + text);
    }

    private void check(Schema schema, @Nullable Object value, String path) {
        switch (Items.atom(schema, value)) {
            case SCALAR -> scalar(schema, value, path);
            case LIST -> list(schema, value, path);
            case MAP -> map(schema, value, path);
        }
    }

    private void scalar(Schema schema, @Nullable Object value, String path) {
        if (value == null) {
            return;
        }
        switch (schema.shape()) {
            case INT32, INT64, NUMBER -> {
                if (!(value instanceof Number)) {
                    problem(path, "expected numeric (int or float), got " + goType(value));
                }
            }
            case STRING, BYTES, TIME -> {
                if (!(value instanceof String)) {
                    problem(path, "expected string, got &value.valueUnstructured{Value:" + goSyntax(value) + "}");
                }
            }
            case BOOLEAN -> {
                if (!(value instanceof Boolean)) {
                    problem(path, "expected boolean, got &{" + goValue(value) + "}");
                }
            }
            default -> {
                if (value instanceof Map<?, ?> || value instanceof List<?>) {
                    problem(path, "expected any scalar, got &{" + goValue(value) + "}");
                }
            }
        }
    }

    private void list(Schema schema, @Nullable Object value, String path) {
        if (value == null) {
            return;
        } else if (!(value instanceof List<?>)) {
            problem(path, "expected list, got &{" + goValue(value) + "}");
            return;
        }
        var seen = new HashSet<Element>();
        int index = 0;
        for (Object item : Tree.list(value)) {
            String at = "[" + index + "]";
            if (!Items.isAtomicList(schema)) {
                try {
                    Element element = Items.element(schema, item);
                    at = element.shown();
                    if (!seen.add(element)) {
                        problem(path, "duplicate entries for key " + at);
                    }
                } catch (SchemaProblem e) {
                    problem(path, "element " + index + ": " + e.text());
                    return;
                }
            }
            check(schema.item(), item, path + at);
            index++;
        }
    }

    private void map(Schema schema, @Nullable Object value, String path) {
        if (value == null) {
            return;
        } else if (!(value instanceof Map<?, ?>)) {
            problem(path, "expected map, got &{" + goValue(value) + "}");
            return;
        }
        for (Map.Entry<String, Object> entry : Tree.map(value).entrySet()) {
            String at = path + "." + entry.getKey();
            Schema member = schema.member(entry.getKey()).orElse(null);
            if (member == null) {
                problem(at, "field not declared in schema");
                return;
            }
            check(member, entry.getValue(), at);
        }
    }

    private static String goType(Object value) {
        return value instanceof String
                ? "string"
                : value instanceof Boolean
                        ? "bool"
                        : value instanceof List<?> ? "[]interface {}" : "map[string]interface {}";
    }

    private static String goSyntax(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> Json.text(entry.getKey()) + ":" + goSyntax(entry.getValue()))
                    .sorted()
                    .collect(Collectors.joining(", ", "map[string]interface {}{", "}"));
        } else if (value instanceof List<?> list) {
            return list.stream().map(Fitness::goSyntax).collect(Collectors.joining(", ", "[]interface {}{", "}"));
        }
        return Json.text(value);
    }

    private static String goValue(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + ":" + goValue(entry.getValue()))
                    .sorted()
                    .collect(Collectors.joining(" ", "map[", "]"));
        } else if (value instanceof List<?> list) {
            return list.stream().map(Fitness::goValue).collect(Collectors.joining(" ", "[", "]"));
        }
        return String.valueOf(value);
    }
}

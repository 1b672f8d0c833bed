package dev.slipway.talos.config;

import dev.slipway.talos.yaml.Nothing;
import dev.slipway.talos.yaml.Trees;
import dev.slipway.talos.yaml.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Prints documents as upstream's encoder orders and omits fields (pkg/machinery/config/encoder, toYamlNode): fields in the
 * order of their type, keys of maps sorted, empty fields left out only where the type says so.
 */
final class Printer {
    private final YamlText out = new YamlText();

    static String print(List<ConfigDocument> documents) {
        var printer = new Printer();
        for (ConfigDocument document : documents) {
            if (document != documents.get(0)) {
                printer.out.separator();
            }
            printer.out.map(printer.struct(document.type().type(), document.fields()));
        }
        return printer.out.toString();
    }

    /** The document as plain values, with every field that upstream prints. */
    static Map<String, Object> plain(ConfigDocument document) {
        return new Printer().struct(document.type().type(), document.fields());
    }

    private Map<String, Object> struct(ValueType.Struct type, Map<String, Object> fields) {
        Map<String, Object> printed = new java.util.LinkedHashMap<>();
        for (Field field : type.fields().values()) {
            Object value = fields.get(field.key());
            if (value == null ? !field.is("omit") : !isOmitted(field, value)) {
                printed.put(field.key(), value == null ? empty(field.type()) : value(field.type(), value));
            }
        }
        return printed;
    }

    private static boolean isOmitted(Field field, Object value) {
        if (!field.is("omit") || field.is("keep") || field.type() instanceof ValueType.Pointer) {
            return false;
        }
        return (value instanceof List<?> list && list.isEmpty())
                || (value instanceof Map<?, ?> && isEmpty(field.type(), Trees.map(value)));
    }

    /** Whether a value struct or map holds nothing that would be printed. */
    private static boolean isEmpty(ValueType type, Map<String, Object> map) {
        if (!(type instanceof ValueType.Struct struct)) {
            return map.isEmpty();
        }
        for (Map.Entry<String, Object> entry : map.entrySet()) {
            Field field = struct.fields().get(entry.getKey());
            if (!struct.zero().isEmpty() && !struct.zero().contains(entry.getKey())) {
                continue;
            }
            boolean isBlank = field != null
                    && !(field.type() instanceof ValueType.Pointer)
                    && !field.is("keep")
                    && ((entry.getValue() instanceof List<?> list && list.isEmpty())
                            || (entry.getValue() instanceof Map<?, ?>
                                    && isEmpty(field.type(), Trees.map(entry.getValue()))));
            if (!isBlank) {
                return false;
            }
        }
        return true;
    }

    private Object empty(ValueType type) {
        if (type instanceof ValueType.Pointer) {
            return Nothing.NULL;
        } else if (type instanceof ValueType.ListOf) {
            return List.of();
        } else if (type instanceof ValueType.Struct struct) {
            return struct(struct, Map.of());
        } else if (type instanceof ValueType.Scalar scalar) {
            return scalar.form().isMode()
                    ? new YamlText.Octal(0)
                    : scalar.form().zero();
        }
        return Map.of();
    }

    private Object value(ValueType declared, Object value) {
        ValueType type = declared.bare();
        if (type instanceof ValueType.Struct struct) {
            return struct(struct, Trees.map(value));
        } else if (type instanceof ValueType.ListOf list) {
            var items = new ArrayList<Object>();
            Trees.list(value).forEach(item -> items.add(value(list.item(), item)));
            return items;
        } else if (type instanceof ValueType.MapOf map) {
            Map<String, Object> sorted = new TreeMap<>();
            Trees.map(value).forEach((key, item) -> sorted.put(key, value(map.value(), item)));
            return sorted;
        }
        return type instanceof ValueType.Scalar scalar ? scalar(scalar.form(), value) : free(value);
    }

    private static Object scalar(ScalarForm form, Object value) {
        if (form == ScalarForm.ARGUMENT && value.equals("")) {
            return Nothing.NULL;
        }
        return form.isMode() && value instanceof Long mode ? new YamlText.Octal(mode) : value;
    }

    private static Object free(@Nullable Object value) {
        if (value instanceof Map<?, ?>) {
            Map<String, Object> sorted = new TreeMap<>();
            Trees.map(value).forEach((key, item) -> sorted.put(key, free(item)));
            return sorted;
        } else if (value instanceof List<?> list) {
            return list.stream().map(Printer::free).toList();
        }
        return value == null ? Nothing.NULL : value;
    }
}

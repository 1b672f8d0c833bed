package dev.slipway.talos.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps and lists of plain values. */
public final class Trees {
    public static Map<String, Object> copy(Map<String, Object> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(key, copyOf(value)));
        return copy;
    }

    public static Object copyOf(Object value) {
        if (value instanceof Map<?, ?>) {
            return copy(map(value));
        } else if (value instanceof List<?> list) {
            var copy = new ArrayList<Object>();
            list.forEach(item -> copy.add(copyOf(item)));
            return copy;
        }
        return value;
    }

    @SuppressWarnings("unchecked") // every map of a configuration has text keys
    public static Map<String, Object> map(@Nullable Object value) {
        return value instanceof Map<?, ?> ? (Map<String, Object>) value : new LinkedHashMap<>();
    }

    @SuppressWarnings("unchecked") // every list of a configuration holds values
    public static List<Object> list(@Nullable Object value) {
        return value instanceof List<?> ? (List<Object>) value : new ArrayList<>();
    }

    /** The value at a path of keys, or null. */
    public static @Nullable Object at(Map<String, Object> map, String... path) {
        Object value = map;
        for (String key : path) {
            if (!(value instanceof Map<?, ?>)) {
                return null;
            }
            value = map(value).get(key);
        }
        return value;
    }

    public static String text(@Nullable Object value) {
        return value instanceof String text ? text : "";
    }

    private Trees() {}
}

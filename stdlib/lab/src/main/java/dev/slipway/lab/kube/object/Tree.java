package dev.slipway.lab.kube.object;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes plain JSON by paths of field names. What is absent reads as empty. */
public final class Tree {
    private Tree() {}

    public static Map<String, Object> of() {
        return new LinkedHashMap<>();
    }

    public static Map<String, Object> of(String name, @Nullable Object value, @Nullable Object... more) {
        var map = new LinkedHashMap<String, Object>();
        map.put(name, value);
        for (int i = 0; i < more.length; i += 2) {
            map.put((String) more[i], more[i + 1]);
        }
        return map;
    }

    @SuppressWarnings("unchecked") // objects have strings for names
    public static Map<String, Object> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Collections.emptyMap();
    }

    @SuppressWarnings("unchecked") // a list of whatever JSON has
    public static List<Object> list(@Nullable Object value) {
        return value instanceof List<?> list ? (List<Object>) list : Collections.emptyList();
    }

    public static @Nullable Object get(@Nullable Object from, String... path) {
        Object at = from;
        for (String name : path) {
            at = at instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return at;
    }

    public static boolean has(@Nullable Object from, String... path) {
        return get(from, path) != null;
    }

    public static Map<String, Object> map(@Nullable Object from, String... path) {
        return map(get(from, path));
    }

    public static List<Object> list(@Nullable Object from, String... path) {
        return list(get(from, path));
    }

    public static List<Map<String, Object>> maps(@Nullable Object from, String... path) {
        var maps = new ArrayList<Map<String, Object>>();
        for (Object item : list(from, path)) {
            maps.add(map(item));
        }
        return maps;
    }

    public static String text(@Nullable Object from, String... path) {
        return Objects.toString(get(from, path), "");
    }

    public static Optional<Long> number(@Nullable Object from, String... path) {
        return get(from, path) instanceof Number number ? Optional.of(number.longValue()) : Optional.empty();
    }

    public static long number(@Nullable Object from, long otherwise, String... path) {
        return number(from, path).orElse(otherwise);
    }

    public static boolean truth(@Nullable Object from, String... path) {
        return Boolean.TRUE.equals(get(from, path));
    }

    /** Sets what is at a path, and makes the objects on the way. */
    public static void set(Map<String, Object> into, Object value, String... path) {
        Map<String, Object> at = into;
        for (int i = 0; i < path.length - 1; i++) {
            if (!(at.get(path[i]) instanceof Map<?, ?>)) {
                at.put(path[i], new LinkedHashMap<String, Object>());
            }
            at = map(at.get(path[i]));
        }
        at.put(path[path.length - 1], value);
    }

    /** Sets what is at a path unless there is something. */
    public static void preset(Map<String, Object> into, Object value, String... path) {
        if (!has(into, path)) {
            set(into, value, path);
        }
    }

    public static void remove(Map<String, Object> from, String... path) {
        Object at = from;
        for (int i = 0; i < path.length - 1; i++) {
            at = get(at, path[i]);
        }
        if (at instanceof Map<?, ?> map) {
            map.remove(path[path.length - 1]);
        }
    }

    public static Map<String, Object> copy(Map<String, Object> map) {
        return map(copyOf(map));
    }

    /** A deep copy, which shares nothing that can change. */
    public static @Nullable Object copyOf(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            var copy = new LinkedHashMap<String, Object>(map.size() * 2);
            map.forEach((name, item) -> copy.put((String) name, copyOf(item)));
            return copy;
        } else if (value instanceof List<?> list) {
            var copy = new ArrayList<Object>(list.size());
            list.forEach(item -> copy.add(copyOf(item)));
            return copy;
        }
        return value;
    }

    /** Leaves out what Go would not write: nulls, at any depth. */
    public static void dropNulls(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            map.values().removeIf(Objects::isNull);
            map.values().forEach(Tree::dropNulls);
        } else if (value instanceof List<?> list) {
            list.forEach(Tree::dropNulls);
        }
    }
}

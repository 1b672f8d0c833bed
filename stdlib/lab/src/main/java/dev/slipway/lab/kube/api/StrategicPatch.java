package dev.slipway.lab.kube.api;

import dev.slipway.lab.kube.object.ApiError;
import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Strategic merge patches (kubernetes/apimachinery: pkg/util/strategicpatch/patch.go). */
final class StrategicPatch {
    private static final String DIRECTIVE = "$patch";
    private static final String RETAIN = "$retainKeys";
    private static final String DELETED = "$deleteFromPrimitiveList/";
    private static final String ORDER = "$setElementOrder/";

    private StrategicPatch() {}

    static Map<String, Object> merged(Schema schema, Map<String, Object> object, Map<String, Object> patch) {
        if (patch.containsKey(DIRECTIVE)) {
            String directive = Tree.text(patch, DIRECTIVE);
            if (directive.equals("replace")) {
                Map<String, Object> replaced = Tree.copy(patch);
                replaced.remove(DIRECTIVE);
                return replaced;
            } else if (directive.equals("delete")) {
                return Tree.of();
            } else if (!directive.equals("merge")) {
                throw ApiError.badRequest("unknown patch type found: " + directive);
            }
        }
        Map<String, Object> merged = new LinkedHashMap<>(object);
        if (patch.get(RETAIN) instanceof List<?> retained) {
            merged.keySet().removeIf(name -> !retained.contains(name));
        }
        patch.forEach((name, value) -> {
            if (name.equals(DIRECTIVE) || name.equals(RETAIN) || name.startsWith(ORDER)) {
                return;
            } else if (name.startsWith(DELETED)) {
                String field = name.substring(DELETED.length());
                var left = new ArrayList<>(Tree.list(merged, field));
                left.removeAll(Tree.list(value));
                merged.put(field, left);
            } else if (value == null) {
                merged.remove(name);
            } else {
                Object result = field(schema, name, merged.get(name), value, Tree.list(patch, ORDER + name));
                merged.put(name, Objects.requireNonNull(result));
            }
        });
        return merged;
    }

    private static @Nullable Object field(
            Schema schema, String name, @Nullable Object old, Object value, List<Object> order) {
        Schema type = schema.member(name).orElseGet(Schema::any);
        Schema.Field field = schema.fields().get(name);
        String strategy = field == null ? "" : field.strategy();
        if (value instanceof Map<?, ?>) {
            boolean replaces = strategy.equals("replace");
            return replaces ? Tree.copyOf(value) : merged(type, Tree.map(old), Tree.map(value));
        } else if (value instanceof List<?> && strategy.contains("merge") && old instanceof List<?>) {
            String key = field == null ? "" : field.mergeKey();
            return key.isEmpty()
                    ? ordered(union(Tree.list(old), Tree.list(value)), order, "")
                    : ordered(items(type.item(), key, Tree.list(old), Tree.list(value)), order, key);
        }
        return clean(value);
    }

    /** A value that takes an old one's place, without the directives in it. */
    private static @Nullable Object clean(@Nullable Object value) {
        if (value instanceof List<?> list) {
            var clean = new ArrayList<Object>();
            for (Object item : list) {
                if (!(item instanceof Map<?, ?> map && map.containsKey(DIRECTIVE))) {
                    clean.add(clean(item));
                }
            }
            return clean;
        }
        return Tree.copyOf(value);
    }

    private static List<Object> union(List<Object> old, List<Object> value) {
        var union = new ArrayList<>(old);
        value.stream().filter(item -> !union.contains(item)).forEach(union::add);
        return union;
    }

    private static List<Object> items(Schema item, String key, List<Object> old, List<Object> patch) {
        if (patch.stream().anyMatch(one -> Tree.text(one, DIRECTIVE).equals("replace"))) {
            return new ArrayList<>(patch.stream()
                    .filter(one -> !Tree.has(one, DIRECTIVE))
                    .map(one -> Objects.requireNonNull(Tree.copyOf(one)))
                    .toList());
        }
        var merged = new ArrayList<>(old);
        for (Object one : patch) {
            Map<String, Object> change = Tree.map(one);
            Object id = change.get(key);
            if (id == null) {
                throw ApiError.badRequest("map: " + change + " does not contain declared merge key: " + key);
            }
            int at = indexOf(merged, key, id);
            if (Tree.text(change, DIRECTIVE).equals("delete")) {
                merged.removeIf(existing -> id.equals(Tree.get(existing, key)));
            } else if (at >= 0) {
                merged.set(at, merged(item, Tree.map(merged.get(at)), change));
            } else {
                merged.add(merged(item, Tree.of(), change));
            }
        }
        return merged;
    }

    private static int indexOf(List<Object> list, String key, Object id) {
        for (int i = 0; i < list.size(); i++) {
            if (id.equals(Tree.get(list.get(i), key))) {
                return i;
            }
        }
        return -1;
    }

    /** Puts items into the order that a patch wants; others stay where they are among them. */
    private static List<Object> ordered(List<Object> list, List<Object> order, String key) {
        if (order.isEmpty()) {
            return list;
        }
        var ranks = new ArrayList<Object>();
        order.forEach(one -> ranks.add(key.isEmpty() ? one : Tree.get(one, key)));
        var wanted = new ArrayList<Object>();
        list.stream().filter(item -> ranks.contains(id(item, key))).forEach(wanted::add);
        wanted.sort(java.util.Comparator.comparingInt(item -> ranks.indexOf(id(item, key))));
        var result = new ArrayList<Object>();
        int next = 0;
        for (Object item : list) {
            result.add(ranks.contains(id(item, key)) ? wanted.get(next++) : item);
        }
        return result;
    }

    private static @Nullable Object id(Object item, String key) {
        return key.isEmpty() ? item : Tree.get(item, key);
    }
}

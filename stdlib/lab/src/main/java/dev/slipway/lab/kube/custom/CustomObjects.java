package dev.slipway.lab.kube.custom;

import dev.slipway.lab.kube.object.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a structural schema makes of an object (kubernetes/apiextensions-apiserver: pkg/apiserver/schema/pruning,
 * pkg/apiserver/schema/defaulting).
 */
public final class CustomObjects {
    private static final List<String> COMMON = List.of("apiVersion", "kind", "metadata");

    private CustomObjects() {}

    /** Removes the fields that the schema does not have, and reports their paths. */
    public static void prune(Map<String, Object> openApi, Map<String, Object> object, List<String> unknown) {
        prune(openApi, object, "", unknown, true);
    }

    private static void prune(
            Map<String, Object> openApi, @Nullable Object value, String path, List<String> unknown, boolean root) {
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                prune(Tree.map(openApi, "items"), list.get(i), path + "[" + i + "]", unknown, false);
            }
        } else if (value instanceof Map<?, ?>) {
            Map<String, Object> map = Tree.map(value);
            Map<String, Object> properties = Tree.map(openApi, "properties");
            Object more = openApi.get("additionalProperties");
            boolean open = Tree.truth(openApi, "x-kubernetes-preserve-unknown-fields") || Boolean.TRUE.equals(more);
            boolean embedded = root || Tree.truth(openApi, "x-kubernetes-embedded-resource");
            for (String name : List.copyOf(map.keySet())) {
                if (embedded && COMMON.contains(name)) {
                    continue;
                }
                String at = path.isEmpty() ? name : path + "." + name;
                if (properties.containsKey(name)) {
                    prune(Tree.map(properties, name), map.get(name), at, unknown, false);
                } else if (more instanceof Map<?, ?>) {
                    prune(Tree.map(more), map.get(name), at, unknown, false);
                } else if (!open) {
                    map.remove(name);
                    unknown.add(at);
                }
            }
        }
    }

    /** Sets defaults, and drops nulls of fields that cannot be null but have one. */
    public static void preset(Map<String, Object> openApi, @Nullable Object value) {
        if (value instanceof List<?> list) {
            list.forEach(item -> preset(Tree.map(openApi, "items"), item));
        } else if (value instanceof Map<?, ?>) {
            Map<String, Object> map = Tree.map(value);
            Tree.map(openApi, "properties").forEach((name, property) -> {
                Map<String, Object> inner = Tree.map(property);
                if (inner.get("default") != null) {
                    boolean absent = !map.containsKey(name);
                    if (absent || (map.get(name) == null && !Tree.truth(inner, "nullable"))) {
                        map.put(name, Objects.requireNonNull(Tree.copyOf(inner.get("default"))));
                    }
                }
                if (map.containsKey(name)) {
                    preset(inner, map.get(name));
                }
            });
            if (openApi.get("additionalProperties") instanceof Map<?, ?> more) {
                Map<String, Object> properties = Tree.map(openApi, "properties");
                map.forEach((name, item) -> {
                    if (!properties.containsKey(name)) {
                        preset(Tree.map(more), item);
                    }
                });
            }
        }
    }

    /** Drops nulls where the schema does not take them (pkg/apiserver/schema/defaulting/prune.go, PruneNonNullableNullsWithoutDefaults). */
    public static void dropNulls(Map<String, Object> openApi, @Nullable Object value) {
        if (value instanceof List<?> list) {
            new ArrayList<>(list).forEach(item -> dropNulls(Tree.map(openApi, "items"), item));
        } else if (value instanceof Map<?, ?>) {
            Map<String, Object> map = Tree.map(value);
            Map<String, Object> properties = Tree.map(openApi, "properties");
            Map<String, Object> more = Tree.map(openApi.get("additionalProperties"));
            for (String name : List.copyOf(map.keySet())) {
                Map<String, Object> inner = properties.containsKey(name) ? Tree.map(properties, name) : more;
                if (map.get(name) == null && properties.containsKey(name) && !Tree.truth(inner, "nullable")) {
                    map.remove(name);
                } else {
                    dropNulls(inner, map.get(name));
                }
            }
        }
    }
}

package dev.slipway.lab.kube.api;

import dev.slipway.lab.kube.object.ApiError;
import dev.slipway.lab.kube.object.GoText;
import dev.slipway.lab.kube.object.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** JSON patches (RFC 6902, in the words of evanphx/json-patch v5: patch.go) and merge patches (RFC 7386). */
final class Patches {
    private Patches() {}

    /** What a merge patch makes of a value. */
    static Map<String, Object> merged(Map<String, Object> object, Map<String, Object> patch) {
        Map<String, Object> merged = Tree.copy(object);
        patch.forEach((name, value) -> {
            if (value == null) {
                merged.remove(name);
            } else if (value instanceof Map<?, ?> map) {
                merged.put(name, merged(Tree.map(merged.get(name)), Tree.map(map)));
            } else {
                merged.put(name, Objects.requireNonNull(Tree.copyOf(value)));
            }
        });
        return merged;
    }

    /** What the operations of a JSON patch make of an object. */
    static Map<String, Object> patched(Map<String, Object> object, @Nullable Object patch) {
        if (!(patch instanceof List<?>)) {
            throw ApiError.badRequest(
                    "error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp");
        }
        Object[] root = {Tree.copy(object)};
        for (Object one : Tree.list(patch)) {
            try {
                operate(root, Tree.map(one));
            } catch (IllegalArgumentException e) {
                // what went wrong is not said (kubernetes/apiserver: pkg/endpoints/handlers/patch.go, applyJSPatch)
                throw new ApiError(
                        422, "Invalid", "the server rejected our request due to an error in our request", Tree.of());
            }
        }
        return Tree.map(root[0]);
    }

    private static void operate(Object[] root, Map<String, Object> operation) {
        String path = Tree.text(operation, "path");
        String from = Tree.text(operation, "from");
        String word = Tree.text(operation, "op");
        switch (word) {
            case "add" -> put(root, path, operation.get("value"), true, "add");
            case "replace" -> {
                if (path.isEmpty()) {
                    root[0] = Objects.requireNonNull(operation.get("value"));
                    return;
                }
                find(root, path, "replace");
                put(root, path, operation.get("value"), false, "replace");
            }
            case "remove" -> remove(root, path, "remove");
            case "move" -> {
                Object value = find(root, from, "move");
                remove(root, from, "move");
                put(root, path, value, true, "move");
            }
            case "copy" -> put(root, path, Tree.copyOf(find(root, from, "copy")), true, "copy");
            case "test" -> {
                Object value;
                try {
                    value = find(root, path, "test");
                } catch (IllegalArgumentException e) {
                    if (operation.get("value") == null) {
                        return;
                    }
                    throw e;
                }
                if (!Objects.equals(value, operation.get("value"))) {
                    throw new IllegalArgumentException("testing value " + path + " failed: test failed");
                }
            }
            default -> throw new IllegalArgumentException("Unexpected kind: " + word);
        }
    }

    private static List<String> steps(String path) {
        var steps = new ArrayList<String>();
        for (String step : path.substring(path.startsWith("/") ? 1 : 0).split("/", -1)) {
            steps.add(step.replace("~1", "/").replace("~0", "~"));
        }
        return steps;
    }

    private static @Nullable Object container(Object[] root, List<String> steps) {
        Object at = root[0];
        for (String step : steps.subList(0, steps.size() - 1)) {
            if (at instanceof Map<?, ?> map) {
                at = map.get(step);
            } else if (at instanceof List<?> list && step.matches("[0-9]+") && Integer.parseInt(step) < list.size()) {
                at = list.get(Integer.parseInt(step));
            } else {
                return null;
            }
        }
        return at;
    }

    private static @Nullable Object find(Object[] root, String path, String word) {
        List<String> steps = steps(path);
        String last = steps.get(steps.size() - 1);
        Object at = container(root, steps);
        if (at instanceof Map<?, ?> map && map.containsKey(last)) {
            return map.get(last);
        } else if (at instanceof List<?> list && last.matches("[0-9]+") && Integer.parseInt(last) < list.size()) {
            return list.get(Integer.parseInt(last));
        }
        throw missing(word, path, at);
    }

    private static IllegalArgumentException missing(String word, String path, @Nullable Object at) {
        String what = at == null ? "doc is missing path" : "doc is missing key";
        return new IllegalArgumentException(
                word + " operation does not apply: " + what + ": " + path + ": missing value");
    }

    private static void put(Object[] root, String path, @Nullable Object value, boolean insert, String word) {
        List<String> steps = steps(path);
        String last = steps.get(steps.size() - 1);
        Object at = container(root, steps);
        if (at instanceof Map<?, ?>) {
            Tree.map(at).put(last, value);
        } else if (at instanceof List<?>) {
            List<Object> list = Tree.list(at);
            int index = last.equals("-") ? list.size() : last.matches("-?[0-9]+") ? Integer.parseInt(last) : -1;
            if (index < 0 || index > list.size()) {
                throw new IllegalArgumentException(
                        word + " operation does not apply: doc is missing path: " + GoText.quoted(path)
                                + ": Unable to access invalid index: " + last + ": invalid index referenced");
            }
            if (insert) {
                list.add(index, value);
            } else {
                list.set(index, value);
            }
        } else {
            throw new IllegalArgumentException(word + " operation does not apply: doc is missing path: "
                    + GoText.quoted(path) + ": missing value");
        }
    }

    private static void remove(Object[] root, String path, String word) {
        List<String> steps = steps(path);
        String last = steps.get(steps.size() - 1);
        Object at = container(root, steps);
        if (at instanceof Map<?, ?> map && map.containsKey(last)) {
            map.remove(last);
        } else if (at instanceof List<?> list && last.matches("[0-9]+") && Integer.parseInt(last) < list.size()) {
            list.remove(Integer.parseInt(last));
        } else {
            throw new IllegalArgumentException(word + " operation does not apply: doc is missing "
                    + (at == null ? "path" : "key") + ": " + path + ": missing value");
        }
    }
}

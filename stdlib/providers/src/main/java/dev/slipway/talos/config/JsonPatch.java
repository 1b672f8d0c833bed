package dev.slipway.talos.config;

import dev.slipway.talos.yaml.ConfigException;
import dev.slipway.talos.yaml.Nothing;
import dev.slipway.talos.yaml.Trees;
import dev.slipway.talos.yaml.YamlNode;
import dev.slipway.talos.yaml.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A JSON patch (RFC 6902). Works on configurations of one document, so not on those of Talos 1.12 and later. Upstream:
 * pkg/machinery/config/configpatcher/json6902.go, with github.com/evanphx/json-patch.
 */
final class JsonPatch implements Patch {
    private record Operation(String name, String path, String from, Object value, boolean hasValue, int line) {}

    private final List<Operation> operations;

    private JsonPatch(List<Operation> operations) {
        this.operations = operations;
    }

    static JsonPatch parse(YamlNode.Sequence nodes) {
        var operations = new ArrayList<Operation>();
        for (YamlNode node : nodes.items()) {
            if (!(node instanceof YamlNode.Mapping mapping)) {
                throw ConfigException.at(node.line(), "JSON patch", "an operation must be a mapping", "");
            }
            Object value = DocumentDecoder.free(mapping, "patch").get("value");
            operations.add(new Operation(
                    mapping.text("op"),
                    mapping.text("path"),
                    mapping.text("from"),
                    value == null ? Nothing.NULL : value,
                    value != null,
                    node.line()));
        }
        return new JsonPatch(operations);
    }

    @Override
    public MachineConfig apply(MachineConfig config) {
        if (config.documents().size() != 1) {
            throw new ConfigException(
                    "JSON patch",
                    "the configuration has " + config.documents().size() + " documents, and JSON patches change one",
                    "write it as a strategic merge patch");
        }
        Map<String, Object> holder = new LinkedHashMap<>();
        ConfigDocument only = config.documents().get(0);
        holder.put("", Trees.copyOf(Printer.plain(only)));
        for (Operation operation : operations) {
            apply(operation, holder);
        }
        var text = new YamlText();
        text.map(Trees.map(holder.get("")));
        return MachineConfig.parse(text.toString());
    }

    private static void apply(Operation operation, Map<String, Object> holder) {
        switch (operation.name) {
            case "add" -> add(operation, holder, operation.path, given(operation));
            case "remove" -> remove(operation, holder, operation.path);
            case "replace" -> {
                Object parent = parent(operation, holder, operation.path);
                String key = last(operation.path);
                if (parent instanceof List<?>) {
                    Trees.list(parent).set(index(operation, parent, key, false), given(operation));
                } else {
                    Trees.map(parent)
                            .put(key, given(operation)); // evanphx/json-patch replaces what isn't there as well
                }
            }
            case "move" -> add(operation, holder, operation.path, remove(operation, holder, operation.from));
            case "copy" -> add(operation, holder, operation.path, Trees.copyOf(get(operation, holder, operation.from)));
            case "test" -> {
                if (!Objects.equals(asNumbers(get(operation, holder, operation.path)), operation.value)) {
                    throw wrong(operation, "the value at " + operation.path + " is another one", "");
                }
            }
            default ->
                throw wrong(
                        operation,
                        "unknown operation '" + operation.name + "'",
                        "use add, remove, replace, move, copy or test");
        }
    }

    private static Object given(Operation operation) {
        if (!operation.hasValue) {
            throw wrong(operation, operation.name + " has no value", "add value:");
        }
        return Trees.copyOf(operation.value);
    }

    private static void add(Operation operation, Map<String, Object> holder, String path, Object value) {
        Object parent = parent(operation, holder, path);
        String key = last(path);
        if (parent instanceof List<?>) {
            Trees.list(parent).add(index(operation, parent, key, true), value);
        } else {
            Trees.map(parent).put(key, value);
        }
    }

    private static Object remove(Operation operation, Map<String, Object> holder, String path) {
        Object parent = parent(operation, holder, path);
        String key = last(path);
        if (parent instanceof List<?>) {
            return Trees.list(parent).remove(index(operation, parent, key, false));
        }
        Object removed = Trees.map(parent).remove(key);
        if (removed == null) {
            throw missing(operation, path);
        }
        return removed;
    }

    private static Object get(Operation operation, Map<String, Object> holder, String path) {
        if (path.isEmpty()) {
            return Objects.requireNonNull(holder.get(""));
        }
        Object parent = parent(operation, holder, path);
        if (parent instanceof Map<?, ?>) {
            return Trees.map(parent)
                    .getOrDefault(last(path), Nothing.NULL); // missing and null are one to evanphx/json-patch
        }
        return child(operation, parent, last(path), path);
    }

    /** The map or list that holds what the path leads to. */
    private static Object parent(Operation operation, Map<String, Object> holder, String path) {
        if (!path.startsWith("/")) {
            throw wrong(operation, "the path '" + path + "' doesn't begin with /", "");
        }
        Object parent = Objects.requireNonNull(holder.get(""));
        String[] keys = path.substring(1).split("/", -1);
        for (int i = 0; i < keys.length - 1; i++) {
            parent = child(operation, parent, decode(keys[i]), path);
        }
        if (!(parent instanceof Map<?, ?>) && !(parent instanceof List<?>)) {
            throw missing(operation, path);
        }
        return parent;
    }

    private static Object child(Operation operation, Object parent, String key, String path) {
        Object child = null;
        if (parent instanceof List<?> list) {
            child = list.get(index(operation, parent, key, false));
        } else if (parent instanceof Map<?, ?>) {
            child = Trees.map(parent).get(key);
        }
        if (child == null) {
            throw missing(operation, path);
        }
        return child;
    }

    private static int index(Operation operation, Object list, String key, boolean isInsert) {
        int size = Trees.list(list).size();
        if (isInsert && key.equals("-")) {
            return size;
        }
        if (!key.matches("-?[0-9]{1,9}")) {
            throw wrong(operation, "'" + key + "' is not an index of a list", "use a number, or - to append");
        }
        int given = Integer.parseInt(key);
        int index = given < 0 ? given + size + (isInsert ? 1 : 0) : given;
        if (index < 0 || index > size || (index == size && !isInsert)) {
            throw wrong(operation, "index " + key + " is outside of a list of " + size + " items", "");
        }
        return index;
    }

    /** File modes as the numbers that they are, which a configuration keeps in octal. */
    private static Object asNumbers(Object value) {
        if (value instanceof Map<?, ?> map) {
            var numbers = new LinkedHashMap<Object, Object>();
            map.forEach((key, one) -> numbers.put(key, asNumbers(one)));
            return numbers;
        } else if (value instanceof List<?> list) {
            return list.stream().map(JsonPatch::asNumbers).toList();
        }
        return value instanceof YamlText.Octal mode ? Long.valueOf(mode.value()) : value;
    }

    private static String last(String path) {
        return decode(path.substring(path.lastIndexOf('/') + 1));
    }

    private static String decode(String key) {
        return key.replace("~1", "/").replace("~0", "~");
    }

    private static ConfigException missing(Operation operation, String path) {
        return wrong(
                operation, operation.name + " finds nothing at " + path, "correct the path, or add its parent first");
    }

    private static ConfigException wrong(Operation operation, String why, String fix) {
        return ConfigException.at(operation.line, "JSON patch", why, fix);
    }
}

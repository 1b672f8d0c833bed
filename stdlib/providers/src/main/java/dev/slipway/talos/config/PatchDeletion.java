package dev.slipway.talos.config;

import dev.slipway.talos.yaml.ConfigException;
import dev.slipway.talos.yaml.Trees;
import dev.slipway.talos.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@code $patch: delete} of a strategic merge patch: the path of a key, the key and value that select an item of a list,
 * or no path for the whole document. Upstream: pkg/machinery/config/configloader/internal/decoder, delete.go, selector.go.
 *
 * @param path keys from the root of the document; an item of a list is written as {@code [0]}
 * @param key the first key of the item to delete, or empty
 */
record PatchDeletion(String id, String kind, List<String> path, String key, String value) {
    /** Removes what is deleted from the nodes and returns the deletions. */
    static List<PatchDeletion> extract(YamlNode.Mapping root) {
        var found = new ArrayList<PatchDeletion>();
        boolean isWhole = visit(root, root, true, false, new ArrayList<>(), found);
        if (isWhole) {
            root.entries().clear();
        }
        return found;
    }

    /** Whether the patch needs the node no longer, since all of it deletes. */
    private static boolean visit(
            YamlNode.Mapping root,
            YamlNode node,
            boolean isRoot,
            boolean isItem,
            List<String> path,
            List<PatchDeletion> found) {
        if (node instanceof YamlNode.Mapping mapping) {
            for (int i = 0; i < mapping.entries().size(); i++) {
                YamlNode.Entry entry = mapping.entries().get(i);
                if (isDelete(entry)) {
                    found.add(deletion(root, mapping, isItem, path));
                    return true;
                }
                if (visit(root, entry.value(), false, false, child(path, entry.key()), found)) {
                    mapping.entries().remove(i--);
                    if (mapping.entries().isEmpty()) {
                        return true;
                    }
                }
            }
        } else if (node instanceof YamlNode.Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                if (visit(root, sequence.items().get(i), false, true, child(path, "[" + i + "]"), found)) {
                    sequence.items().remove(i--);
                    if (sequence.items().isEmpty()) {
                        return true;
                    }
                }
            }
        }
        return isRoot && node instanceof YamlNode.Mapping mapping && isBare(mapping);
    }

    private static List<String> child(List<String> path, String key) {
        var child = new ArrayList<String>(path);
        child.add(key);
        return child;
    }

    private static boolean isDelete(YamlNode.Entry entry) {
        return entry.key().equals("$patch")
                && entry.value() instanceof YamlNode.Scalar scalar
                && scalar.text().equals("delete");
    }

    /** A document with nothing left but its name: isEmptyDoc in delete.go, which doesn't count apiVersion. */
    private static boolean isBare(YamlNode.Mapping mapping) {
        return mapping.entries().stream()
                .allMatch(entry -> entry.value() instanceof YamlNode.Scalar
                        && (entry.key().equals("version")
                                || entry.key().equals("kind")
                                || entry.key().equals("name")));
    }

    private static PatchDeletion deletion(
            YamlNode.Mapping root, YamlNode.Mapping node, boolean isItem, List<String> path) {
        String key = "";
        String value = "";
        if (isItem) {
            YamlNode.Entry first = node.entries().stream()
                    .filter(entry -> !isDelete(entry))
                    .findFirst()
                    .orElseThrow(() -> wrong(node, path, "nothing selects the item", "add its identifying key"));
            key = first.key();
            value = first.value() instanceof YamlNode.Scalar scalar ? scalar.text() : "";
        } else if (path.stream().anyMatch(step -> step.startsWith("["))) {
            throw wrong(
                    node,
                    path,
                    "a key inside an item of a list cannot be deleted",
                    "delete the item, and add it again");
        }
        String kind = root.text("kind");
        String version = root.text("apiVersion");
        if (path.isEmpty() && (kind.isEmpty() || version.isEmpty())) {
            throw wrong(node, path, "the document to delete has no kind or apiVersion", "add both");
        } else if (kind.isEmpty() != version.isEmpty()) {
            throw wrong(node, path, "kind and apiVersion must both be set", "add the missing one");
        }
        String name = root.text("name");
        String id = kind.isEmpty() ? "/" + DocumentKind.ROOT : version + "/" + kind;
        return new PatchDeletion(
                name.isEmpty() ? id : id + "/" + name, kind.isEmpty() ? DocumentKind.ROOT : kind, path, key, value);
    }

    private static ConfigException wrong(YamlNode node, List<String> path, String why, String fix) {
        return ConfigException.at(node.line(), "$patch: delete at " + String.join(".", path), why, fix);
    }

    boolean isWholeDocument() {
        return path.isEmpty();
    }

    void apply(ConfigDocument document) {
        if (!remove(document.type().type(), document.fields(), 0)) {
            throw new ConfigException(
                    "$patch: delete of " + document,
                    "it has no " + String.join(".", path) + (key.isEmpty() ? "" : " with " + key + ": " + value),
                    "remove the deletion from the patch");
        }
    }

    private boolean remove(ValueType declared, Object value, int depth) {
        ValueType type = declared.bare();
        String step = path.get(depth);
        boolean isLast = depth == path.size() - 1;
        if (type instanceof ValueType.ListOf list) {
            return removeItem(list.item(), Trees.list(value), isLast, step);
        } else if (type instanceof ValueType.Scalar || !(value instanceof Map<?, ?>)) {
            return false;
        }
        Map<String, Object> map = Trees.map(value);
        Object next = map.get(step);
        if (type instanceof ValueType.Struct struct) {
            Field field = struct.fields().get(step);
            if (field == null || field.is("always")) { // upstream finds no field that has no tag, such as those of x509
                return false;
            } else if (isLast) {
                map.remove(step);
                return true;
            }
            if (next == null) {
                // A value struct that isn't set exists in upstream's types, so clearing a field in it succeeds.
                boolean isByValue = field.type() instanceof ValueType.Struct;
                return isByValue && remove(field.type(), new LinkedHashMap<>(), depth + 1);
            }
            return remove(field.type(), next, depth + 1);
        }
        if (next == null) {
            return false;
        } else if (isLast) {
            map.remove(step);
            return true;
        }
        ValueType inner = type instanceof ValueType.MapOf of ? of.value() : new ValueType.Free();
        return next instanceof List<?> list && inner instanceof ValueType.Free
                ? removeItem(inner, Trees.list(list), depth + 1 == path.size() - 1, path.get(depth + 1))
                : remove(inner, next, depth + 1);
    }

    private boolean removeItem(ValueType item, List<Object> items, boolean isLast, String step) {
        if (!isLast) {
            throw new ConfigException(
                    "$patch: delete at " + String.join(".", path),
                    "it reaches into a list",
                    "delete the item as a whole");
        } else if (!step.startsWith("[")) {
            throw new ConfigException(
                    "$patch: delete at " + String.join(".", path), "a list has no keys", "select an item by its key");
        }
        if (!(item.bare() instanceof ValueType.Struct struct)) {
            return false;
        }
        Field field = struct.fields().get(key);
        if (field == null || !(field.type() instanceof ValueType.Scalar scalar)) {
            return false;
        }
        for (int i = 0; i < items.size(); i++) {
            Object held = Trees.map(items.get(i)).get(key);
            String text = scalar.form().selector(held == null ? scalar.form().zero() : held);
            if (value.equals(text)) {
                items.remove(i);
                return true;
            }
        }
        return false;
    }
}

package dev.slipway.lab.kube.fields;

import dev.slipway.lab.kube.fields.Items.Atom;
import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.schema.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of a value, and a value without some of its fields (typed/tofieldset.go, typed/remove.go). */
final class Typed {
    private Typed() {}

    static FieldSet fields(Schema schema, Object value) {
        var set = FieldSet.none();
        collect(schema, value, new ArrayList<>(), set);
        return set;
    }

    private static void collect(Schema schema, @Nullable Object value, List<Element> path, FieldSet into) {
        switch (Items.atom(schema, value)) {
            case SCALAR -> into.insert(path);
            case LIST -> {
                if (Items.isAtomicList(schema)) {
                    into.insert(path);
                } else {
                    items(schema, Tree.list(value), path, into);
                }
            }
            case MAP -> {
                if (Items.isAtomic(schema)) {
                    into.insert(path);
                    return;
                }
                Tree.map(value).forEach((name, item) -> {
                    path.add(Element.field(name));
                    collect(schema.member(name).orElseGet(Schema::any), item, path, into);
                    if (item == null
                            || (item instanceof Map<?, ?> map && map.isEmpty())
                            || !schema.fields().containsKey(name)) {
                        into.insert(path);
                    }
                    path.remove(path.size() - 1);
                });
            }
        }
    }

    private static void items(Schema schema, List<Object> list, List<Element> path, FieldSet into) {
        Set<Element> seen = new HashSet<>();
        Set<Element> twice = new HashSet<>();
        for (Object item : list) {
            Element element = Items.element(schema, item);
            if (!seen.add(element)) {
                twice.add(element);
            }
        }
        for (Object item : list) {
            Element element = Items.element(schema, item);
            path.add(element);
            if (!twice.contains(element)) {
                collect(schema.item(), item, path, into);
            }
            into.insert(path);
            path.remove(path.size() - 1);
        }
    }

    /** A copy without some fields; null where nothing is left. */
    static @Nullable Object without(Schema schema, @Nullable Object value, FieldSet removed) {
        Atom atom = Items.atom(schema, value);
        if (atom == Atom.SCALAR) {
            return value;
        } else if (atom == Atom.LIST) {
            return value instanceof List<?> && !Items.isAtomicList(schema) ? items(schema, value, removed) : null;
        } else if (!(value instanceof Map<?, ?>) || Items.isAtomic(schema)) {
            return null;
        }
        var left = Tree.of();
        boolean matched = false;
        for (Map.Entry<String, Object> entry : Tree.map(value).entrySet()) {
            Element element = Element.field(entry.getKey());
            if (removed.hasMember(element)) {
                continue;
            }
            FieldSet below = removed.below(element);
            Object item = entry.getValue();
            if (!below.isEmpty()) {
                matched = true;
                item = emptied(item, without(schema.member(entry.getKey()).orElseGet(Schema::any), item, below));
            }
            left.put(entry.getKey(), item);
        }
        return left.isEmpty() && !matched ? null : left;
    }

    private static @Nullable Object items(Schema schema, Object value, FieldSet removed) {
        var left = new ArrayList<Object>();
        boolean matched = false;
        for (Object item : Tree.list(value)) {
            Element element = Items.element(schema, item);
            if (removed.hasMember(element)) {
                continue;
            }
            FieldSet below = removed.below(element);
            if (!below.isEmpty()) {
                matched = true;
                left.add(emptied(item, without(schema.item(), item, below)));
            } else {
                left.add(item);
            }
        }
        return left.isEmpty() && !matched ? null : left;
    }

    /** What loses all it has stays, empty. */
    private static @Nullable Object emptied(@Nullable Object before, @Nullable Object after) {
        if (after == null && before instanceof Map<?, ?>) {
            return Tree.of();
        } else if (after == null && before instanceof List<?>) {
            return new ArrayList<>();
        }
        return after;
    }
}

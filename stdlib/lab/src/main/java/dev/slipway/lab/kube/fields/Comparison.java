package dev.slipway.lab.kube.fields;

import dev.slipway.lab.kube.fields.Items.Atom;
import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which fields one object has that another does not, or has differently (typed/compare.go). */
final class Comparison {
    final FieldSet removed;
    final FieldSet modified;
    final FieldSet added;

    private final List<Element> path = new ArrayList<>();

    private Comparison(FieldSet removed, FieldSet modified, FieldSet added) {
        this.removed = removed;
        this.modified = modified;
        this.added = added;
    }

    static Comparison of(Schema schema, Object from, Object to) {
        var comparison = new Comparison(FieldSet.none(), FieldSet.none(), FieldSet.none());
        comparison.compare(schema, from, to);
        return comparison;
    }

    /** The same without fields that do not count, and what is below them. */
    Comparison without(FieldSet ignored) {
        return new Comparison(removed.without(ignored), modified.without(ignored), added.without(ignored));
    }

    private void compare(Schema schema, @Nullable Object from, @Nullable Object to) {
        Atom before = Items.atom(schema, from);
        Atom after = Items.atom(schema, to);
        boolean leaf;
        if (to == Items.NONE) {
            leaf = handle(before, schema, from, to);
        } else if (from == Items.NONE
                || (before == after && Items.isAnyAtom(schema, from) == Items.isAnyAtom(schema, to))) {
            leaf = handle(after, schema, from, to);
        } else {
            handle(before, schema, from, to);
            leaf = handle(after, schema, from, to);
        }
        if (!leaf) {
            if (from == Items.NONE) {
                added.insert(path);
            } else if (to == Items.NONE) {
                removed.insert(path);
            }
        }
    }

    /** Whether the value was compared as one. */
    private boolean handle(Atom atom, Schema schema, @Nullable Object from, @Nullable Object to) {
        return switch (atom) {
            case SCALAR -> leaf(from, to);
            case LIST -> list(schema, from, to);
            case MAP -> map(schema, from, to);
        };
    }

    private boolean leaf(@Nullable Object from, @Nullable Object to) {
        if (from == Items.NONE) {
            added.insert(path);
        } else if (to == Items.NONE) {
            removed.insert(path);
        } else if (!Objects.equals(from, to)) {
            modified.insert(path);
        }
        return true;
    }

    private boolean map(Schema schema, @Nullable Object from, @Nullable Object to) {
        Map<String, Object> before = Tree.map(from);
        Map<String, Object> after = Tree.map(to);
        if (Items.isAtomic(schema) || (before.isEmpty() && after.isEmpty())) {
            return leaf(from, to);
        }
        var names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            path.add(Element.field(name));
            compare(
                    schema.member(name).orElseGet(Schema::any),
                    before.containsKey(name) ? before.get(name) : Items.NONE,
                    after.containsKey(name) ? after.get(name) : Items.NONE);
            path.remove(path.size() - 1);
        }
        return false;
    }

    private boolean list(Schema schema, @Nullable Object from, @Nullable Object to) {
        List<Object> before = Tree.list(from);
        List<Object> after = Tree.list(to);
        if (Items.isAtomicList(schema) || (before.isEmpty() && after.isEmpty())) {
            return leaf(from, to);
        }
        Map<Element, List<Object>> left = byElement(schema, before);
        Map<Element, List<Object>> right = byElement(schema, after);
        var elements = new LinkedHashSet<>(left.keySet());
        elements.addAll(right.keySet());
        for (Element element : elements) {
            path.add(element);
            items(schema.item(), left.getOrDefault(element, List.of()), right.getOrDefault(element, List.of()));
            path.remove(path.size() - 1);
        }
        return false;
    }

    private static Map<Element, List<Object>> byElement(Schema schema, List<Object> list) {
        var byElement = new LinkedHashMap<Element, List<Object>>();
        for (Object item : list) {
            byElement
                    .computeIfAbsent(Items.element(schema, item), key -> new ArrayList<>())
                    .add(item);
        }
        return byElement;
    }

    /** Items that come more than once are one value together. */
    private void items(Schema item, List<Object> from, List<Object> to) {
        if (from.size() <= 1 && to.size() <= 1) {
            compare(item, from.isEmpty() ? Items.NONE : from.get(0), to.isEmpty() ? Items.NONE : to.get(0));
        } else if (from.size() >= 2 && to.size() >= 2) {
            if (!from.equals(to)) {
                modified.insert(path);
            }
        } else if (from.size() >= 2) {
            if (!to.isEmpty()) {
                compare(item, Items.NONE, to.get(0));
            }
            removed.insert(path);
        } else {
            if (!from.isEmpty()) {
                compare(item, from.get(0), Items.NONE);
            }
            added.insert(path);
        }
    }
}

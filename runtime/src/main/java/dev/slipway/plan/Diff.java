package dev.slipway.plan;

import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.Hasher;
import dev.slipway.model.ListValue;
import dev.slipway.model.Missing;
import dev.slipway.model.Value;
import dev.slipway.provide.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** Compares values field by field. Fields are told apart by name, items by place, or not at all by order. */
public final class Diff {
    private final Schema shape;
    private final List<Change> changes = new ArrayList<>();

    private Diff(Schema shape) {
        this.shape = shape;
    }

    /** What leads from one set of inputs to another, in the order of the fields. */
    public static List<Change> between(Fields before, Fields after, Schema shape) {
        var diff = new Diff(shape);
        diff.compare(FieldPath.ROOT, before, after);
        return List.copyOf(diff.changes);
    }

    private void compare(FieldPath path, Value before, Value after) {
        if (before.equals(after)
                || shape.data().isMark(path)
                || (after == Missing.ABSENT && shape.lifecycle().isComputed(path))) {
            return;
        }
        if (before instanceof Fields a && after instanceof Fields b && a.size() + b.size() > 0) {
            var names = new TreeSet<>(a.names());
            names.addAll(b.names());
            names.forEach(name -> compare(path.plus(name), a.get(name), b.get(name)));
        } else if (before instanceof ListValue a
                && after instanceof ListValue b
                && !field(path).unordered()) {
            int longer = Math.max(a.values().size(), b.values().size());
            for (int i = 0; i < longer; i++) {
                compare(path.plus(Integer.toString(i)), item(a, i), item(b, i));
            }
        } else if (!same(path, before, after)) {
            changes.add(new Change(path, before, after, field(path).replaces(), false));
        }
    }

    /** Equal in what they are, wherever they came from: a secret with a new source, a file in a new place. */
    private boolean same(FieldPath path, Value before, Value after) {
        if (before instanceof ListValue a
                && after instanceof ListValue b
                && field(path).unordered()) {
            return sorted(a).equals(sorted(b));
        }
        return before.isKnown() && after.isKnown() && Hasher.of(before).equals(Hasher.of(after));
    }

    private static List<?> sorted(ListValue items) {
        return items.values().stream()
                .map(Hasher::of)
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    private Schema.Field field(FieldPath path) {
        return path.isRoot() ? Schema.Field.ANY : shape.field(path.segments().get(0));
    }

    private static Value item(ListValue items, int i) {
        return i < items.values().size() ? items.values().get(i) : Missing.ABSENT;
    }
}

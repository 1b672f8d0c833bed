package dev.slipway.plan;

import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.Hasher;
import dev.slipway.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a script gives out, beside what it gave out when it was last applied. */
public final class OutputChanges {
    private OutputChanges() {}

    static List<Change> changes(Fields before, Fields after) {
        var names = new TreeSet<>(before.names());
        names.addAll(after.names());
        var changes = new ArrayList<Change>();
        for (String name : names) {
            Value was = before.get(name);
            Value is = after.get(name);
            if (!same(was, is)) {
                changes.add(new Change(FieldPath.of(name), was, is, false, false));
            }
        }
        return changes;
    }

    /**
     * What is to be remembered after a run: of what it was to give out, what came about, and of what did not, what was
     * remembered before.
     *
     * @param whole whether all was done, so that what removed can be forgotten
     */
    public static Fields remembered(Fields before, Fields planned, Fields came, boolean whole) {
        var kept = new TreeMap<String, Value>();
        before.entries().stream()
                .filter(output -> !whole || planned.names().contains(output.getKey()))
                .forEach(output -> kept.put(output.getKey(), output.getValue()));
        came.entries().stream()
                .filter(output -> output.getValue().isKnown())
                .forEach(output -> kept.put(output.getKey(), output.getValue()));
        var now = new Fields(kept);
        return changes(before, now).isEmpty() ? before : now;
    }

    /** A secret is the same when its value is, wherever it comes from. */
    private static boolean same(Value one, Value other) {
        return one.equals(other) || Hasher.of(one).equals(Hasher.of(other));
    }
}

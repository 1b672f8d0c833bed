package dev.slipway.plan;

import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.Missing;
import dev.slipway.model.Value;
import dev.slipway.provide.Schema;
import dev.slipway.store.TaskRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** The values of inputs of which a system has no two objects with equal ones. */
record UniqueKey(String kind, List<FieldPath> paths, List<Value> values) {
    /** What a declaration claims, as far as it is known. */
    static Optional<UniqueKey> of(String kind, List<FieldPath> paths, Fields inputs) {
        return of(kind, paths, inputs, Fields.NONE);
    }

    /** What a recorded object has. */
    static Optional<UniqueKey> of(String kind, List<FieldPath> paths, TaskRecord record) {
        return of(kind, paths, record.declared(), record.produced());
    }

    private static Optional<UniqueKey> of(String kind, List<FieldPath> paths, Fields declared, Fields produced) {
        var values = new ArrayList<Value>();
        for (FieldPath path : paths) {
            Value value = declared.at(path) == Missing.ABSENT ? produced.at(path) : declared.at(path);
            if (value == Missing.ABSENT || !value.isKnown()) {
                return Optional.empty();
            }
            values.add(value);
        }
        return Optional.of(new UniqueKey(kind, paths, values));
    }

    /** Whether an object of these inputs could not exist beside the recorded one. */
    static boolean isShared(TaskRecord record, Fields inputs, Schema shape) {
        String kind = record.key().kind();
        for (List<FieldPath> paths : shape.lifecycle().unique()) {
            Optional<UniqueKey> before = of(kind, paths, record);
            if (before.isPresent() && before.equals(of(kind, paths, inputs))) {
                return true;
            }
        }
        return false;
    }

    /** Whether one step only waits for another because that releases what it claims. */
    static boolean isReleased(Step release, Step claim, Schema shape) {
        return release.action() != Action.DELETE
                && release.before().isPresent()
                && isShared(release.before().get(), claim.task().inputs(), shape);
    }

    /** The last of the inputs is what tells them apart; those before it say where it counts. */
    @Override
    public String toString() {
        var text = new StringJoiner(", ");
        for (int i = Math.max(0, paths.size() - 1); i < paths.size(); i++) {
            text.add(paths.get(i) + " " + values.get(i));
        }
        return text.toString();
    }
}

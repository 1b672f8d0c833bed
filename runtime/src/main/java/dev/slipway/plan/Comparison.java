package dev.slipway.plan;

import dev.slipway.model.DriftPolicy;
import dev.slipway.model.Effect;
import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.Value;
import dev.slipway.provide.ObservedObject;
import dev.slipway.provide.Schema;
import dev.slipway.store.TaskRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Compares a declaration with the record and, where the world has moved, with the world. For each field it tells whether
 * the operator changed his mind or somebody changed the world, and leaves out what is to be left to others.
 */
final class Comparison {
    private final Effect task;
    private final TaskRecord was;
    private final Schema shape;
    private final Fields recorded;

    Comparison(Effect task, TaskRecord was, Schema shape) {
        this.task = task;
        this.was = was;
        this.shape = shape;
        this.recorded = RetainedResources.declared(was, shape);
    }

    /** What differs while the world is as recorded. */
    List<Change> withRecord() {
        return Diff.between(recorded, task.inputs(), shape).stream()
                .filter(change -> policy(change) != DriftPolicy.IGNORE && !change.isWay(shape))
                .toList();
    }

    /**
     * What differs from the world as it was found. A field that both the operator and somebody else have changed appears
     * twice: as what the world did, and as what the declaration does.
     */
    List<Change> withWorld(ObservedObject seen) {
        var changes = new ArrayList<Change>();
        for (Change change : Diff.between(seen.actual(recorded), task.inputs(), shape)) {
            FieldPath path = change.path();
            Value before = recorded.at(path);
            boolean redeclared = !before.equals(task.inputs().at(path));
            boolean moved = !was.produced().at(path).equals(seen.fields().at(path));
            if (moved && change.isSure() && policy(change) == DriftPolicy.REVERT) {
                changes.add(change.to(before).asDrift());
            }
            if (redeclared && policy(change) != DriftPolicy.IGNORE && !change.isWay(shape)) {
                changes.add(change);
            }
        }
        return changes;
    }

    /** Whether the world moved in a field that is declared, as opposed to one that is only seen. */
    boolean movedInDeclaredFields(ObservedObject seen) {
        return !Diff.between(declaredOf(was.produced(), seen), declaredOf(seen.fields(), seen), shape)
                .isEmpty();
    }

    private Fields declaredOf(Fields from, ObservedObject seen) {
        var entries = new TreeMap<String, Value>();
        for (String name : task.inputs().names()) {
            if (seen.fields().names().contains(name)) {
                entries.put(name, from.get(name));
            }
        }
        return new Fields(entries);
    }

    private DriftPolicy policy(Change change) {
        return task.rules().driftOf(change.path());
    }
}

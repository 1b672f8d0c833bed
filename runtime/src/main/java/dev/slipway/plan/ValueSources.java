package dev.slipway.plan;

import dev.slipway.graph.Graph;
import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.ListValue;
import dev.slipway.model.Ref;
import dev.slipway.model.StringValue;
import dev.slipway.model.Unknown;
import dev.slipway.model.Value;
import dev.slipway.store.TaskRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds where the value of a field comes from: an unknown one names its producer; of a known one the declaration tells, if
 * there is one; without it, what a needed task left behind may be equal, and more than that is not claimed.
 */
final class ValueSources {
    private static final int MOST = 5;

    private final Plan plan;
    private final Optional<Graph> graph;

    ValueSources(Plan plan, Optional<Graph> graph) {
        this.plan = plan;
        this.graph = graph;
    }

    List<Source> of(int step, FieldPath path, Value value) {
        var found = new ArrayList<Source>();
        unknowns(value, found);
        if (found.isEmpty()) {
            declared(step, path, found);
        }
        if (found.isEmpty() && value instanceof StringValue text && !text.text().isEmpty()) {
            equal(step, value, found);
        }
        return found.subList(0, Math.min(MOST, found.size()));
    }

    private static void unknowns(Value value, List<Source> found) {
        if (value instanceof Unknown unknown) {
            found.add(new Source(unknown.producer(), unknown.field(), true));
        } else if (value instanceof Ref ref) {
            found.add(new Source(ref.producer(), ref.field(), true));
        } else if (value instanceof Fields fields && !fields.isKnown()) {
            fields.entries().forEach(entry -> unknowns(entry.getValue(), found));
        } else if (value instanceof ListValue items && !items.isKnown()) {
            items.values().forEach(item -> unknowns(item, found));
        }
    }

    private void declared(int step, FieldPath path, List<Source> found) {
        int task = graph.map(g -> g.indexOf(plan.steps().get(step).key())).orElse(-1);
        if (task < 0) {
            return;
        }
        Value at = graph.orElseThrow().task(task).inputs();
        for (int i = 0; i < path.segments().size(); i++) {
            if (at instanceof Ref ref) {
                var rest = path.segments().subList(i, path.segments().size());
                var field = new ArrayList<>(ref.field().segments());
                field.addAll(rest);
                found.add(new Source(ref.producer(), new FieldPath(field), true));
                return;
            }
            at = at.at(FieldPath.of(path.segments().get(i)));
        }
        references(at, found);
    }

    private static void references(Value value, List<Source> found) {
        if (value instanceof Ref ref) {
            found.add(new Source(ref.producer(), ref.field(), true));
        } else if (value instanceof Fields fields) {
            fields.entries().forEach(entry -> references(entry.getValue(), found));
        } else if (value instanceof ListValue items) {
            items.values().forEach(item -> references(item, found));
        }
    }

    private void equal(int step, Value value, List<Source> found) {
        for (int need : plan.needs().get(step)) {
            Step on = plan.steps().get(need);
            Fields left = on.produced()
                    .or(() -> on.before().map(TaskRecord::produced))
                    .orElse(on.task().inputs());
            for (int i = 0; i < left.size(); i++) {
                if (left.value(i).equals(value)) {
                    found.add(new Source(on.key(), FieldPath.of(left.name(i)), false));
                    break;
                }
            }
        }
    }
}

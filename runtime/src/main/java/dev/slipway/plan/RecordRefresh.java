package dev.slipway.plan;

import dev.slipway.model.TaskKey;
import dev.slipway.model.TaskOptions;
import dev.slipway.store.TaskRecord;
import java.util.HashSet;
import java.util.List;
import java.util.StringJoiner;

/**
 * Whether a record says of a task that stands what is true today. What it is built on, its limits and its protection can
 * change without a change of its inputs, and the record alone knows them once the declaration is gone.
 */
final class RecordRefresh {
    private RecordRefresh() {}

    /** The step, or one that renews the record. */
    static Step of(int task, Step step, PlanState draft) {
        if (step.action() != Action.SKIP || step.before().isEmpty()) {
            return step;
        }
        TaskRecord was = step.before().get();
        TaskOptions rules = step.task().rules();
        var changes = new StringJoiner(" and ");
        if (!step.note().isEmpty()) {
            changes.add(step.note());
        }
        if (was.protection() != rules.protection()) {
            changes.add("protection changes");
        }
        if (!isLimitedAs(was.rules(), rules)) {
            changes.add("its limits change");
        }
        if (!isBuiltOn(was.needs(), task, draft)) {
            changes.add("what it is built on changes");
        }
        return changes.toString().equals(step.note())
                ? step
                : step.as(Action.NOTE, Cause.REMEMBERED).noting(changes.toString());
    }

    private static boolean isLimitedAs(TaskOptions was, TaskOptions now) {
        return was.tries() == now.tries()
                && was.timeout().equals(now.timeout())
                && was.claims().equals(now.claims());
    }

    private static boolean isBuiltOn(List<TaskKey> recorded, int task, PlanState draft) {
        return isPlainlyBuiltOn(recorded, task, draft) || isBuiltOnInAll(recorded, task, draft);
    }

    /** Nearly always needs and record agree one by one, and nothing more need be thought of. */
    private static boolean isPlainlyBuiltOn(List<TaskKey> recorded, int task, PlanState draft) {
        int[] needs = draft.graph.needs(task);
        boolean same = needs.length == recorded.size();
        for (int k = 0; k < needs.length && same; k++) {
            same = draft.step(needs[k]).movedFrom().equals(recorded.get(k));
        }
        return same;
    }

    /** Records know a task that has moved by the name that it had. */
    private static boolean isBuiltOnInAll(List<TaskKey> recorded, int task, PlanState draft) {
        var now = new HashSet<TaskKey>();
        RecordedNeeds.of(task, draft.graph::needs, draft::step).forEach(on -> now.add(on.movedFrom()));
        return now.size() == recorded.size() && now.containsAll(recorded);
    }
}

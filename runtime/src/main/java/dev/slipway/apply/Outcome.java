package dev.slipway.apply;

import dev.slipway.model.Fields;
import dev.slipway.model.Problem;
import dev.slipway.model.TaskKey;
import dev.slipway.plan.Action;
import java.util.List;

/**
 * What came of applying a plan.
 *
 * @param outputs what the script gives out, as far as it came about
 * @param problems why what failed did
 * @param cancelled somebody stopped the run before its end
 */
public record Outcome(List<Result> results, Fields outputs, List<Problem> problems, boolean cancelled) {
    public Outcome {
        results = List.copyOf(results);
        problems = List.copyOf(problems);
    }

    /** What came of one step. */
    public record Result(TaskKey key, Action action, Status status, long millis) {}

    /** How a step ended. */
    public enum Status {
        DONE,
        /** It turned out that nothing was to be done. */
        UNCHANGED,
        /** The run was limited to other tasks. */
        EXCLUDED,
        FAILED,
        /** Something that it needs failed. */
        BLOCKED,
        /** It waits for another round of planning. */
        DEFERRED,
        /** The run was stopped before its turn. */
        NOT_STARTED
    }

    public boolean isGood() {
        return problems.isEmpty() && !cancelled;
    }

    public long count(Status status) {
        long count = 0;
        for (Result result : results) {
            count += result.status() == status ? 1 : 0;
        }
        return count;
    }
}

package dev.slipway.apply;

import dev.slipway.graph.TopologicalOrder;
import dev.slipway.model.TaskKey;
import dev.slipway.plan.Action;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How long a plan is expected to take, by how long its tasks took when they were last applied.
 *
 * @param total of the chain of steps that takes longest; no parallelism makes the run shorter
 * @param slowest the steps by their expected duration, longest first
 * @param unknown how many steps were never applied before, and do not count
 */
public record PlanEstimate(Duration total, List<Expected> slowest, int unknown) {
    /** A step, and how long its task took last time. */
    public record Expected(TaskKey key, Action action, Duration took) {}

    public PlanEstimate {
        slowest = List.copyOf(slowest);
    }

    public static PlanEstimate of(Plan plan) {
        TopologicalOrder order = plan.order();
        var until = new long[order.size()];
        var slowest = new ArrayList<Expected>();
        long total = 0;
        int unknown = 0;
        for (int i = 0; i < until.length; i++) {
            Step step = plan.steps().get(i);
            long millis = Estimates.recorded(step);
            if (millis > 0) {
                slowest.add(new Expected(step.key(), step.action(), Duration.ofMillis(millis)));
            } else if (step.action().acts() && step.before().isEmpty()) {
                unknown++;
            }
            for (int need : plan.needs().get(i)) {
                until[i] = Math.max(until[i], until[need]);
            }
            until[i] += millis;
            total = Math.max(total, until[i]);
        }
        slowest.sort(Comparator.comparing(Expected::took).reversed().thenComparing(Expected::key));
        return new PlanEstimate(Duration.ofMillis(total), slowest, unknown);
    }
}

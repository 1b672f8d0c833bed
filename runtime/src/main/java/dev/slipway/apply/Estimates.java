package dev.slipway.apply;

import dev.slipway.graph.Priority;
import dev.slipway.graph.TopologicalOrder;
import dev.slipway.model.Pure;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Step;

/** How urgent each step of a plan is, by how long everything took last time. */
final class Estimates {
    private static final long PURE_MILLIS = 1;
    private static final long EFFECT_MILLIS = 1000;

    static long[] urgency(Plan plan, TopologicalOrder order) {
        var millis = new long[order.size()];
        for (int i = 0; i < millis.length; i++) {
            millis[i] = millis(plan.steps().get(i));
        }
        return new Priority(order, millis).ofAll();
    }

    private static long millis(Step step) {
        if (!step.action().acts()) {
            return 0;
        }
        long last = recorded(step);
        return last > 0 ? last : step.task() instanceof Pure ? PURE_MILLIS : EFFECT_MILLIS;
    }

    /** How long the task took when it was last applied; 0 where nothing is done or nothing is known. */
    static long recorded(Step step) {
        return step.action().acts() && step.before().isPresent()
                ? step.before().get().tookMillis()
                : 0;
    }

    private Estimates() {}
}

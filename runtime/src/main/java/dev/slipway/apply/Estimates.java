package dev.slipway.apply;

import dev.slipway.graph.Order;
import dev.slipway.model.Pure;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Step;
import dev.slipway.store.Recorded;

/** How long everything after a step will take at least, from how long it took last time: what is most critical first. */
final class Estimates {
    private static final long PURE_MILLIS = 1;
    private static final long EFFECT_MILLIS = 1000;

    static long[] remaining(Plan plan, Order order) {
        var remaining = new long[order.size()];
        for (int i = order.size() - 1; i >= 0; i--) {
            long longest = 0;
            for (int k = 0, n = order.fanOut(i); k < n; k++) {
                longest = Math.max(longest, remaining[order.successor(i, k)]);
            }
            remaining[i] = longest + estimate(plan.steps().get(i));
        }
        return remaining;
    }

    private static long estimate(Step step) {
        if (!step.action().acts()) {
            return 0;
        }
        long last = step.before().map(Recorded::tookMillis).orElse(0L);
        return last > 0 ? last : step.task() instanceof Pure ? PURE_MILLIS : EFFECT_MILLIS;
    }

    private Estimates() {}
}

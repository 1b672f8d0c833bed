package dev.slipway.apply;

import dev.slipway.graph.Order;
import dev.slipway.model.Pure;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Step;

/**
 * How urgent each step is: how long everything after it will take at least, from how long it took last time. Of two that
 * are alike, the one for which more others wait goes first, because it makes more work ready.
 */
final class Estimates {
    private static final long PURE_MILLIS = 1;
    private static final long EFFECT_MILLIS = 1000;
    private static final int MANY = 1 << 10;

    static long[] urgency(Plan plan, Order order) {
        long[] urgency = remaining(plan, order);
        for (int i = 0; i < urgency.length; i++) {
            urgency[i] = urgency[i] * MANY + Math.min(MANY - 1, order.fanOut(i));
        }
        return urgency;
    }

    private static long[] remaining(Plan plan, Order order) {
        var remaining = new long[order.size()];
        for (int i = order.size() - 1; i >= 0; i--) {
            remaining[i] = longest(order, i, remaining) + estimate(plan.steps().get(i));
        }
        return remaining;
    }

    private static long longest(Order order, int i, long[] remaining) {
        long longest = 0;
        for (int k = 0, n = order.fanOut(i); k < n; k++) {
            longest = Math.max(longest, remaining[order.successor(i, k)]);
        }
        return longest;
    }

    private static long estimate(Step step) {
        if (!step.action().acts()) {
            return 0;
        }
        long last = step.before().isPresent() ? step.before().get().tookMillis() : 0;
        return last > 0 ? last : step.task() instanceof Pure ? PURE_MILLIS : EFFECT_MILLIS;
    }

    private Estimates() {}
}

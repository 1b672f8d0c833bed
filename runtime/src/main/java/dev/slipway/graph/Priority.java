package dev.slipway.graph;

import java.util.Arrays;

/**
 * Who should go first so that the whole ends soonest: the one after which it takes longest, if nothing else is in the way.
 *
 * <p>Of two that are alike, it is the one on which more work rests. The work of a task rests in equal parts on all that it
 * waits for, and with it what rests on the task itself. So the one goes first that makes most others ready, now and later,
 * and what is ready lasts while results are on their way.
 */
public final class Priority {
    private static final long MOST_RESTING = 1L << 30;
    private static final long MOST_REMAINING = Long.MAX_VALUE / MOST_RESTING - 1;
    private static final double PARTS_OF_A_MILLI = 16;

    /** For each task, how long it takes from its start until the last of those that wait for it is done. */
    final long[] remaining;
    /** For each task, its own time and its part of the time of all that come after. */
    final double[] resting;

    /**
     * Looks at an order from its end.
     *
     * @param millis how long each task is expected to take
     */
    public Priority(TopologicalOrder order, long[] millis) {
        this.remaining = millis.clone();
        this.resting = new double[millis.length];
        for (int i = millis.length - 1; i >= 0; i--) {
            add(order, i);
        }
    }

    /** The same where nothing is known of how long each takes. */
    public Priority(TopologicalOrder order) {
        this(order, ones(order.size()));
    }

    private static long[] ones(int size) {
        var ones = new long[size];
        Arrays.fill(ones, 1);
        return ones;
    }

    private void add(TopologicalOrder order, int i) {
        long longest = 0;
        double rests = remaining[i];
        for (int k = 0, n = order.fanOut(i); k < n; k++) {
            int successor = order.successor(i, k);
            longest = Math.max(longest, remaining[successor]);
            rests += resting[successor] / order.waitsFor(successor);
        }
        remaining[i] += longest;
        resting[i] = rests;
    }

    private long of(int i) {
        long tie = Math.min(MOST_RESTING - 1, (long) (PARTS_OF_A_MILLI * resting[i]));
        return Math.min(remaining[i], MOST_REMAINING) * MOST_RESTING + tie;
    }

    /** How urgent each task is, by number; more is more urgent. */
    public long[] ofAll() {
        var all = new long[remaining.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = of(i);
        }
        return all;
    }
}

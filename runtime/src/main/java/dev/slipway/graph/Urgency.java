package dev.slipway.graph;

import java.util.Arrays;

/**
 * Who should go first so that the whole ends soonest: the one after which it takes longest, if nothing else is in the way.
 *
 * <p>Of two that are alike, it is the one on which more work rests. The work of a task rests in equal parts on all that it
 * waits for, and with it what rests on the task itself. So the one goes first that makes most others ready, now and later,
 * and what is ready lasts while results are on their way.
 */
public final class Urgency {
    private static final long MOST_RESTING = 1L << 30;
    private static final double PARTS_OF_A_MILLI = 16;

    private Urgency() {}

    /**
     * How urgent each task is; more is more urgent.
     *
     * @param millis how long each task is expected to take
     */
    public static long[] of(Order order, long[] millis) {
        long[] urgency = remaining(order, millis);
        double[] resting = resting(order, millis);
        for (int i = 0; i < urgency.length; i++) {
            long tie = Math.min(MOST_RESTING - 1, (long) (PARTS_OF_A_MILLI * resting[i]));
            urgency[i] = Math.min(urgency[i], Long.MAX_VALUE / MOST_RESTING - 1) * MOST_RESTING + tie;
        }
        return urgency;
    }

    /** The same where nothing is known of how long each takes. */
    public static long[] of(Order order) {
        var millis = new long[order.size()];
        Arrays.fill(millis, 1);
        return of(order, millis);
    }

    /** For each task, how long it takes from its start until the last of those that wait for it is done. */
    static long[] remaining(Order order, long[] millis) {
        long[] remaining = millis.clone();
        for (int i = order.size() - 1; i >= 0; i--) {
            long longest = 0;
            for (int k = 0, n = order.fanOut(i); k < n; k++) {
                longest = Math.max(longest, remaining[order.successor(i, k)]);
            }
            remaining[i] += longest;
        }
        return remaining;
    }

    /** For each task, its own time and its part of the time of all that come after. */
    static double[] resting(Order order, long[] millis) {
        var resting = new double[order.size()];
        for (int i = order.size() - 1; i >= 0; i--) {
            resting[i] = millis[i];
            for (int k = 0, n = order.fanOut(i); k < n; k++) {
                int successor = order.successor(i, k);
                resting[i] += resting[successor] / order.waitsFor(successor);
            }
        }
        return resting;
    }
}

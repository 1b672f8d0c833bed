package dev.slipway.graph;

/** What must be started first so that the whole ends soonest. */
public final class CriticalPath {
    private CriticalPath() {}

    /**
     * For each task, how long it takes from its start until the last of those that wait for it is done, if nothing else is
     * in the way. The greatest is a lower bound for the whole.
     *
     * @param millis how long each task is expected to take
     */
    public static long[] remaining(Order order, long[] millis) {
        long[] remaining = millis.clone();
        for (int i = order.size() - 1; i >= 0; i--) {
            long longest = 0;
            for (int k = 0; k < order.fanOut(i); k++) {
                longest = Math.max(longest, remaining[order.successor(i, k)]);
            }
            remaining[i] += longest;
        }
        return remaining;
    }
}

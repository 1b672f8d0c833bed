package dev.slipway.work;

import dev.slipway.graph.TopologicalOrder;
import dev.slipway.model.Claim;
import dev.slipway.model.Pool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Says who is next. It starts nothing and knows no threads: one thread asks, starts what it is told, and reports back.
 *
 * <p>Guarantees:
 *
 * <ul>
 *   <li>a task is given out once, and after everything that it waits for has finished;
 *   <li>what is out never exceeds the slots, nor the limit of any pool;
 *   <li>of what may start, the one with the highest priority is given out;
 *   <li>a heavy claim is not starved by light ones: while it waits for a pool, nobody of lower priority passes it there.
 * </ul>
 */
public final class Scheduler {
    private final TopologicalOrder order;
    private final int slots;
    private final int[] waiting;
    private final int[] free;
    private final List<List<ReadyQueue>> parked = new ArrayList<>();
    private final ReadyQueue[] laneOf;
    private final List<ReadyQueue> lanes = new ArrayList<>();
    private int out;

    /**
     * Prepares to give out everything in an order.
     *
     * @param priority higher goes first, by number
     * @param claims what each task takes, by number
     */
    public Scheduler(
            TopologicalOrder order, long[] priority, int slots, List<Pool> pools, IntFunction<List<Claim>> claims) {
        this.order = order;
        this.slots = slots;
        this.waiting = new int[order.size()];
        this.laneOf = new ReadyQueue[order.size()];
        this.free = new int[pools.size()];
        var poolNumbers = new HashMap<String, Integer>();
        for (Pool pool : pools) {
            free[poolNumbers.size()] = pool.limit();
            poolNumbers.put(pool.name(), poolNumbers.size());
            parked.add(new ArrayList<>());
        }
        var known = new HashMap<List<Claim>, ReadyQueue>();
        for (int i = 0; i < waiting.length; i++) {
            List<Claim> claimed = claims.apply(i);
            ReadyQueue lane = known.get(claimed);
            if (lane == null) {
                lane = lane(claimed, poolNumbers, priority);
                known.put(claimed, lane);
            }
            enter(i, lane);
        }
    }

    /** Slots for calls that go through a gate of their own: while so many fly, as many again are made ready. */
    public static int ahead(int flights) {
        return (int) Math.min(2L * flights, Integer.MAX_VALUE);
    }

    private void enter(int i, ReadyQueue lane) {
        waiting[i] = order.waitsFor(i);
        laneOf[i] = lane;
        if (waiting[i] == 0) {
            lane.ready.add(i);
        }
    }

    private ReadyQueue lane(List<Claim> claims, Map<String, Integer> poolNumbers, long[] priority) {
        var taken = new TreeMap<Integer, Integer>();
        for (Claim claim : claims) {
            Integer pool = poolNumbers.get(claim.pool());
            if (pool != null) {
                taken.put(pool, taken.getOrDefault(pool, 0) + claim.weight());
            }
        }
        var pools = new int[taken.size()];
        var weights = new int[taken.size()];
        int c = 0;
        for (var claim : taken.entrySet()) {
            pools[c] = claim.getKey();
            weights[c++] = Math.min(claim.getValue(), free[claim.getKey()]);
        }
        var lane = new ReadyQueue(pools, weights, new Heap(priority));
        lanes.add(lane);
        return lane;
    }

    /** The number of a task that may start now, or -1 while there is none. */
    public int next() {
        while (out < slots) {
            ReadyQueue best = bestLane();
            if (best == null) {
                return -1;
            }
            int shortOf = shortOf(best);
            if (shortOf < 0) {
                out++;
                take(best, -1);
                return best.ready.poll();
            }
            best.open = false;
            parked.get(shortOf).add(best);
        }
        return -1;
    }

    /** A task is through: what it held is free, and who waited for it alone is ready. */
    public void finish(int i) {
        release(i);
        for (int k = 0, n = order.fanOut(i); k < n; k++) {
            int successor = order.successor(i, k);
            if (--waiting[successor] == 0) {
                laneOf[successor].ready.add(successor);
            }
        }
    }

    /** A task came to nothing: what it held is free, and who needs it will never be ready. */
    public void fail(int i) {
        release(i);
    }

    private void release(int i) {
        out--;
        ReadyQueue lane = laneOf[i];
        take(lane, 1);
        for (int pool : lane.pools) {
            for (ReadyQueue back : parked.get(pool)) {
                back.open = true;
            }
            parked.get(pool).clear();
        }
    }

    private void take(ReadyQueue lane, int sign) {
        for (int c = 0; c < lane.pools.length; c++) {
            free[lane.pools[c]] += sign * lane.weights[c];
        }
    }

    private @Nullable ReadyQueue bestLane() {
        ReadyQueue best = null;
        for (int l = 0, n = lanes.size(); l < n; l++) {
            ReadyQueue lane = lanes.get(l);
            if (lane.open
                    && !lane.ready.isEmpty()
                    && (best == null || lane.ready.better(lane.ready.peek(), best.ready.peek()))) {
                best = lane;
            }
        }
        return best;
    }

    /** The pool that keeps a lane from starting, or -1. A pool somebody better waits for is as good as empty. */
    private int shortOf(ReadyQueue lane) {
        for (int c = 0; c < lane.pools.length; c++) {
            int pool = lane.pools[c];
            if (free[pool] < lane.weights[c] || !parked.get(pool).isEmpty()) {
                return pool;
            }
        }
        return -1;
    }
}

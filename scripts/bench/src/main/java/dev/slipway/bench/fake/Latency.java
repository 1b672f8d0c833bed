package dev.slipway.bench.fake;

import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** How long a call takes, its work included, and how long the calls really took. */
public final class Latency {
    private final long nanos;
    private final LongAdder calls = new LongAdder();
    private final LongAdder spent = new LongAdder();

    public Latency(long nanos) {
        this.nanos = nanos;
    }

    /** Does what a call does, and waits until the time of a call is over. */
    <T> T spend(Supplier<T> work) {
        long began = System.nanoTime();
        T result = work.get();
        long end = began + nanos;
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        calls.increment();
        spent.add(System.nanoTime() - began);
        return result;
    }

    /** How many calls were made. */
    public long calls() {
        return calls.sum();
    }

    /** How long a call took, in the mean. */
    public double meanMillis() {
        return spent.sum() / 1e6 / Math.max(1, calls.sum());
    }
}

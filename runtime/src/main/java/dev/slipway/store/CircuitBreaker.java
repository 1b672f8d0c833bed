package dev.slipway.store;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts failures and gives up after a few in a row: a run of thousands of tasks is not to wait for a dead server
 * thousands of times.
 */
final class CircuitBreaker {
    private static final int ENOUGH = 3;

    private final AtomicInteger inARow = new AtomicInteger();
    private final AtomicBoolean open = new AtomicBoolean();

    /** Whether it has given up, for good. */
    boolean isOpen() {
        return open.get();
    }

    void worked() {
        inARow.set(0);
    }

    void failed() {
        if (inARow.incrementAndGet() >= ENOUGH) {
            open.set(true);
        }
    }
}

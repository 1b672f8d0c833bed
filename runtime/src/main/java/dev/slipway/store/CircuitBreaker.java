package dev.slipway.store;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Counts troubles and gives up after a few in a row: a run of thousands of tasks is not to wait for a dead server
 * thousands of times. It speaks twice at most, of the first trouble and of giving up.
 */
final class CircuitBreaker {
    private static final int ENOUGH = 3;

    private final String what;
    private final Consumer<String> report;
    private final AtomicInteger inARow = new AtomicInteger();
    private final AtomicBoolean spoken = new AtomicBoolean();
    private final AtomicBoolean open = new AtomicBoolean();

    CircuitBreaker(String what, Consumer<String> report) {
        this.what = what;
        this.report = report;
    }

    /** Whether it has given up, for good. */
    boolean isOpen() {
        return open.get();
    }

    void worked() {
        inARow.set(0);
    }

    void failed(String why) {
        int failures = inARow.incrementAndGet();
        mention(why);
        if (failures >= ENOUGH && !open.getAndSet(true)) {
            report.accept(what + " is left alone for the rest of this run, after " + ENOUGH + " troubles in a row");
        }
    }

    /** Says what is wrong, unless something was said before. */
    void mention(String why) {
        if (!spoken.getAndSet(true)) {
            report.accept(what + ": " + why + "; the run goes on without it");
        }
    }
}

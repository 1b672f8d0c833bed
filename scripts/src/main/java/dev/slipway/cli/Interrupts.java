package dev.slipway.cli;

import dev.slipway.work.Cancel;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ctrl-C in two steps: the first lets what runs come to its end, the second calls it off, and a third leaves at once, which
 * loses nothing either.
 */
final class Interrupts implements AutoCloseable {
    private static final int PATIENCE = 3;

    private final AutoCloseable before;

    private Interrupts(AutoCloseable before) {
        this.before = before;
    }

    static Interrupts stop(Cancel cancel) {
        var count = new AtomicInteger();
        return new Interrupts(Signals.onInterrupt(() -> {
            if (count.incrementAndGet() >= PATIENCE) {
                Runtime.getRuntime().halt(Exit.CANCELLED);
            }
            cancel.stop();
        }));
    }

    @Override
    public void close() {
        try {
            before.close();
        } catch (Exception e) {
            // then the next Ctrl-C asks a run to stop that has ended
        }
    }
}

package dev.slipway.cli;

import dev.slipway.work.Cancel;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Ctrl-C in two steps: the first lets running steps finish, the second cancels them, and a third exits at once, which loses
 * nothing either. While a question waits for its answer nothing runs, so the first Ctrl-C exits at once.
 */
final class Interrupts implements AutoCloseable {
    private static final int PATIENCE = 3;

    private final AutoCloseable before;

    private Interrupts(AutoCloseable before) {
        this.before = before;
    }

    /**
     * Handles Ctrl-C until it is closed.
     *
     * @param asking whether a question waits for its answer
     * @param leave says that nothing was done; the process ends after it
     */
    static Interrupts stop(Cancel cancel, BooleanSupplier asking, Runnable leave) {
        var count = new AtomicInteger();
        return new Interrupts(Signals.onInterrupt(() -> {
            boolean asks = asking.getAsBoolean();
            if (asks) {
                leave.run();
            }
            if (asks || count.incrementAndGet() >= PATIENCE) {
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

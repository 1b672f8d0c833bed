package dev.slipway.work;

import java.util.concurrent.Executor;

/**
 * Runs calls on threads, and when one has ended, the next one on the thread that it leaves: to wake another takes longer
 * than to be through with what is left to do here.
 */
final class ThreadHandoff {
    private static final ThreadLocal<Leg> LEGS = new ThreadLocal<>();

    private final Executor threads;

    ThreadHandoff(Executor threads) {
        this.threads = threads;
    }

    void run(Runnable call) {
        Leg leg = LEGS.get();
        if (leg != null && leg.relay == this && leg.ended && leg.next == null) {
            leg.next = call;
        } else {
            threads.execute(() -> runAll(call));
        }
    }

    /** What is running on this thread needs it no longer, but for a moment. */
    void ended() {
        Leg leg = LEGS.get();
        if (leg != null && leg.relay == this) {
            leg.ended = true;
        }
    }

    /** Whether another call waits for the thread that this is. */
    boolean goesOn() {
        Leg leg = LEGS.get();
        return leg != null && leg.relay == this && leg.next != null;
    }

    private void runAll(Runnable first) {
        var leg = new Leg(this);
        LEGS.set(leg);
        try {
            for (Runnable call = first; call != null; call = leg.next) {
                leg.begin();
                call.run();
            }
        } finally {
            LEGS.remove();
            if (leg.next != null) {
                run(leg.next);
            }
        }
    }
}

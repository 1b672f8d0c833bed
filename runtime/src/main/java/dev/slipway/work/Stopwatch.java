package dev.slipway.work;

import java.util.concurrent.atomic.AtomicBoolean;

/** The time that one attempt has taken, without what it spent waiting for a turn. */
final class Stopwatch {
    private final Timer timer;
    private final long began;
    private int waits;
    private long waitBegan;
    private long waited;

    Stopwatch(Timer timer) {
        this.timer = timer;
        this.began = timer.nanos();
    }

    long total() {
        return timer.nanos() - began;
    }

    synchronized long worked() {
        long now = timer.nanos();
        return now - began - waited - (waits > 0 ? now - waitBegan : 0);
    }

    synchronized boolean waits() {
        return waits > 0;
    }

    /** Stands still until the answer is run. */
    Runnable pause() {
        synchronized (this) {
            if (waits++ == 0) {
                waitBegan = timer.nanos();
            }
        }
        var once = new AtomicBoolean();
        return () -> {
            if (!once.getAndSet(true)) {
                goOn();
            }
        };
    }

    private synchronized void goOn() {
        if (--waits == 0) {
            waited += timer.nanos() - waitBegan;
        }
    }
}

package dev.slipway.local;

import java.util.concurrent.atomic.AtomicLong;

/** When something was received last, and how much so far. */
final class Activity {
    private final AtomicLong last = new AtomicLong(System.nanoTime());
    private final AtomicLong received = new AtomicLong();

    long last() {
        return last.get();
    }

    long received() {
        return received.get();
    }

    void received(long bytes) {
        last.set(System.nanoTime());
        received.addAndGet(bytes);
    }
}

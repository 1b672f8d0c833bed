package dev.slipway.work;

import org.jspecify.annotations.Nullable;

/** The calls of a {@link ThreadHandoff} on one thread: how far the one that runs has come, and what follows it. */
final class Leg {
    final ThreadHandoff relay;

    @Nullable
    Runnable next;

    boolean ended;

    Leg(ThreadHandoff relay) {
        this.relay = relay;
    }

    void begin() {
        ended = false;
        next = null;
    }
}

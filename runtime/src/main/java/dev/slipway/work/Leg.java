package dev.slipway.work;

import org.jspecify.annotations.Nullable;

/** The calls of a {@link Relay} on one thread: how far the one that runs has come, and what follows it. */
final class Leg {
    final Relay relay;

    @Nullable
    Runnable next;

    boolean ended;

    Leg(Relay relay) {
        this.relay = relay;
    }

    void begin() {
        ended = false;
        next = null;
    }
}

package dev.slipway.work;

import org.jspecify.annotations.Nullable;

/** One call of a {@link Relay} on one thread, and what follows it there. */
final class Leg {
    final Relay relay;

    @Nullable
    Runnable next;

    boolean ended;

    Leg(Relay relay) {
        this.relay = relay;
    }
}

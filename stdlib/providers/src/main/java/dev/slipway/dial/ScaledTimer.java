package dev.slipway.dial;

import dev.slipway.work.Timer;
import java.time.Duration;

/** A time that passes so much faster than ours. */
record ScaledTimer(double pace, Timer ours) implements Timer {
    private static final Timer REAL = Timer.real();

    ScaledTimer(double pace) {
        this(pace, REAL);
    }

    @Override
    public long nanos() {
        return (long) (ours.nanos() * pace);
    }

    @Override
    public Runnable after(Duration delay, Runnable action) {
        return ours.after(Duration.ofNanos((long) (delay.toNanos() / pace)), action);
    }
}

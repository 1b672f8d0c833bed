package dev.slipway.work;

import dev.slipway.provide.Deadlines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time that stands still until it is let go; from then on whoever waits is called at once. Default deadlines never come. */
public final class HeldTimer implements Timer {
    private record Waiting(Runnable action) {}

    private final List<Waiting> waiting = new ArrayList<>();
    private boolean free;

    /** Lets it go. */
    public void letGo() {
        synchronized (this) {
            free = true;
        }
        turn();
    }

    /** Calls all who wait now; who comes later waits. */
    public void turn() {
        List<Waiting> due;
        synchronized (this) {
            due = List.copyOf(waiting);
            waiting.clear();
        }
        due.forEach(one -> one.action().run());
    }

    @Override
    public long nanos() {
        return 0;
    }

    @Override
    public Runnable after(Duration delay, Runnable action) {
        if (delay.equals(Deadlines.PLAIN.read()) || delay.equals(Deadlines.PLAIN.change())) {
            return () -> {};
        }
        var one = new Waiting(action);
        synchronized (this) {
            if (!free) {
                waiting.add(one);
                return () -> forget(one);
            }
        }
        action.run();
        return () -> {};
    }

    private synchronized void forget(Waiting one) {
        waiting.remove(one);
    }
}

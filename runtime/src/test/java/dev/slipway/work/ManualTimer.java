package dev.slipway.work;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time that passes only when a test says so; what is due by then runs in the order in which it is due. */
public final class ManualTimer implements Timer {
    private record Waiting(long due, Runnable action) {}

    private final List<Waiting> waiting = new ArrayList<>();
    private long now;

    /** Lets time pass. */
    public void pass(Duration time) {
        long until;
        synchronized (this) {
            until = now + time.toNanos();
        }
        for (Waiting next = next(until); next != null; next = next(until)) {
            next.action().run();
        }
    }

    private synchronized @org.jspecify.annotations.Nullable Waiting next(long until) {
        Waiting first = waiting.stream()
                .filter(one -> one.due() <= until)
                .min(Comparator.comparingLong(Waiting::due))
                .orElse(null);
        now = first == null ? until : Math.max(now, first.due());
        waiting.remove(first);
        return first;
    }

    @Override
    public synchronized long nanos() {
        return now;
    }

    @Override
    public synchronized Runnable after(Duration delay, Runnable action) {
        var one = new Waiting(now + delay.toNanos(), action);
        waiting.add(one);
        return () -> forget(one);
    }

    private synchronized void forget(Waiting one) {
        waiting.remove(one);
    }
}

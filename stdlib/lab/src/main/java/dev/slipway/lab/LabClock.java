package dev.slipway.lab;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The time in the lab, which may run faster than ours, so that what takes ten minutes there is waited for in seconds. It
 * goes on while the lab is stopped. A clock that stands is moved by hand, in tests.
 */
public final class LabClock implements AutoCloseable {
    private final long anchorWall;
    private final long anchorLab;
    private final double scale;
    private final LongSupplier wall;
    private final ScheduledExecutorService timers;
    private final List<Due> pending = new ArrayList<>();
    private long moved;

    private record Due(long at, Runnable action) {}

    private LabClock(long anchorWall, long anchorLab, double scale, LongSupplier wall) {
        this.anchorWall = anchorWall;
        this.anchorLab = anchorLab;
        this.scale = scale;
        this.wall = wall;
        var executor = new ScheduledThreadPoolExecutor(1, LabThreads.named("lab-clock"));
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.timers = executor;
    }

    /** A clock that stands until somebody moves it. */
    public static LabClock standing(Instant at) {
        return new LabClock(0, at.toEpochMilli(), 0, () -> 0);
    }

    /** The clock of a lab, which goes on where its anchor says; a new pace sets a new anchor. */
    public static LabClock of(TwinState shelf, double pace) {
        return of(shelf, pace, System::currentTimeMillis);
    }

    static LabClock of(TwinState shelf, double pace, LongSupplier wall) {
        long now = wall.getAsLong();
        LabClock known = shelf.text("clock")
                .map(text -> text.split(" ", -1))
                .map(part -> new LabClock(
                        Long.parseLong(part[0]), Long.parseLong(part[1]), Double.parseDouble(part[2]), wall))
                .orElse(null);
        if (known != null && known.scale == pace) {
            return known;
        }
        long lab = known == null ? now : known.now().toEpochMilli();
        if (known != null) {
            known.close();
        }
        shelf.put("clock", now + " " + lab + " " + pace);
        return new LabClock(now, lab, pace, wall);
    }

    /** How many seconds pass in the lab while one passes here. */
    double pace() {
        return scale;
    }

    public synchronized Instant now() {
        long passed = (long) ((wall.getAsLong() - anchorWall) * scale);
        return Instant.ofEpochMilli(anchorLab + passed + moved);
    }

    /** Does something when so much time has passed in the lab. */
    public void after(Duration time, Runnable action) {
        if (scale > 0) {
            timers.schedule(action, (long) (time.toMillis() / scale), TimeUnit.MILLISECONDS);
        } else {
            synchronized (this) {
                pending.add(new Due(now().plus(time).toEpochMilli(), action));
            }
            move(Duration.ZERO);
        }
    }

    /** Moves a standing clock; what is due on the way is done in its order, at its time. */
    public void move(Duration time) {
        long until;
        synchronized (this) {
            until = now().plus(time).toEpochMilli();
        }
        while (true) {
            Due next;
            synchronized (this) {
                next = pending.stream()
                        .filter(due -> due.at <= until)
                        .min(java.util.Comparator.comparingLong(Due::at))
                        .orElse(null);
                moved += (next == null ? until : Math.max(next.at, now().toEpochMilli())) - now().toEpochMilli();
                if (next == null) {
                    return;
                }
                pending.remove(next);
            }
            next.action.run();
        }
    }

    /** How far a standing clock is from what is due next. */
    public synchronized Optional<Duration> due() {
        long now = now().toEpochMilli();
        return pending.stream()
                .map(due -> Duration.ofMillis(Math.max(0, due.at - now)))
                .min(java.util.Comparator.naturalOrder());
    }

    @Override
    public void close() {
        timers.shutdownNow();
    }
}

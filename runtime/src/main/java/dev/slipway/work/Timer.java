package dev.slipway.work;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Time, as something that tests can turn by hand. Only the monotonic clock decides anything. */
public interface Timer {
    long nanos();

    /** Runs the action after a while; the answer calls it off. */
    Runnable after(Duration delay, Runnable action);

    /** Real time, on one daemon thread that exists only once something waits. */
    static Timer real() {
        var executor = new ScheduledThreadPoolExecutor(1, task -> {
            var thread = new Thread(task, "slipway-timer");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        return new Timer() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public Runnable after(Duration delay, Runnable action) {
                var waiting = executor.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
                return () -> waiting.cancel(false);
            }
        };
    }
}

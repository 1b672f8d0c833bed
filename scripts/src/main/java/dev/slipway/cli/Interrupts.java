package dev.slipway.cli;

import dev.slipway.work.Cancel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Ctrl-C in two steps: the first lets running steps finish, the second cancels them, and a third exits at once, which loses
 * nothing either. While a question waits for its answer nothing runs, so the first Ctrl-C exits at once.
 *
 * <p>SIGTERM and SIGHUP come from systems that lose patience, and mostly only once: they are a first Ctrl-C, and the second
 * and third follow by themselves.
 */
final class Interrupts implements AutoCloseable {
    /** How many seconds running steps may still take after SIGTERM or SIGHUP. */
    static final String GRACE = "SLIPWAY_GRACE_SECONDS";

    private static final int PATIENCE = 3;
    private static final int GRACE_SECONDS = 30;
    private static final int CANCEL_SECONDS = 10;
    private static final int HOOK_SECONDS = 5;

    private final List<AutoCloseable> before = new ArrayList<>();

    private Interrupts() {}

    /**
     * Handles Ctrl-C, SIGTERM and SIGHUP until it is closed.
     *
     * @param asking whether a question waits for its answer
     * @param leave says that nothing was done; the process ends after it
     */
    static Interrupts stop(Cancel cancel, BooleanSupplier asking, Runnable leave, Map<String, String> environment) {
        var count = new AtomicInteger();
        var ends = new AtomicBoolean();
        Runnable stop = () -> {
            boolean asks = asking.getAsBoolean();
            if (asks) {
                leave.run();
                Runtime.getRuntime().halt(Exit.CANCELLED);
            }
            if (count.incrementAndGet() >= PATIENCE) {
                exit();
            }
            cancel.stop();
        };
        var interrupts = new Interrupts();
        interrupts.before.add(Signals.on("INT", stop));
        for (String name : List.of("TERM", "HUP")) {
            interrupts.before.add(Signals.on(name, () -> {
                stop.run();
                if (!ends.getAndSet(true)) {
                    later(stop, List.of(grace(environment), Duration.ofSeconds(CANCEL_SECONDS)));
                }
            }));
        }
        return interrupts;
    }

    private static Duration grace(Map<String, String> environment) {
        String seconds = environment.getOrDefault(GRACE, "");
        return Duration.ofSeconds(seconds.matches("[0-9]{1,6}") ? Long.parseLong(seconds) : GRACE_SECONDS);
    }

    /** Does it again after each of these times. */
    private static void later(Runnable stop, List<Duration> waits) {
        var thread = new Thread(
                () -> {
                    for (Duration wait : waits) {
                        pause(wait);
                        stop.run();
                    }
                },
                "slipway-grace");
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends the process together with the programs that it has started, and without them if that takes long. */
    private static void exit() {
        var exiting = new Thread(() -> System.exit(Exit.CANCELLED), "slipway-exit");
        exiting.setDaemon(true);
        exiting.start();
        pause(Duration.ofSeconds(HOOK_SECONDS));
        Runtime.getRuntime().halt(Exit.CANCELLED);
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        for (AutoCloseable each : before) {
            try {
                each.close();
            } catch (Exception e) {
                // then the next signal asks a run to stop that has ended
            }
        }
    }
}

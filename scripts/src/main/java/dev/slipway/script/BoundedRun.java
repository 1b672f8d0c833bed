package dev.slipway.script;

import dev.slipway.model.InvalidInputException;
import dev.slipway.model.Origin;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Calls something on a thread of its own that may never come back, or eat all memory. What runs over its bounds is given
 * up: a thread cannot be ended from outside, but it is a daemon and goes with the process.
 */
final class BoundedRun {
    private static final long STACK = 16L << 20;
    private static final long LOOK_MILLIS = 20;
    private static final long PATIENCE_MILLIS = 10_000;

    private static volatile boolean quit;

    private final EvaluationLimits bounds;
    private final Function<StackTraceElement[], Optional<Origin>> line;

    BoundedRun(EvaluationLimits bounds, Function<StackTraceElement[], Optional<Origin>> line) {
        this.bounds = bounds;
        this.line = line;
    }

    /** Gives what the body gives; throws what it throws, unchecked, or that it went out of bounds. */
    <T> T call(Callable<T> body) {
        var done = new CountDownLatch(1);
        var value = new AtomicReference<@Nullable T>();
        var thrown = new AtomicReference<@Nullable Throwable>();
        var thread = new Thread(
                null,
                () -> {
                    try {
                        value.set(body.call());
                    } catch (Throwable e) {
                        thrown.set(e);
                    } finally {
                        done.countDown();
                    }
                },
                "script",
                STACK);
        thread.setDaemon(true);
        var quits = new Thread(() -> quits(thread), "the script ends the process");
        Runtime.getRuntime().addShutdownHook(quits);
        thread.start();
        try {
            await(done, thread);
        } finally {
            if (!quit) {
                keepOn(quits);
            }
        }
        Throwable failure = thrown.get();
        if (failure instanceof OutOfMemoryError) {
            throw tooMuch(lineOf(failure.getStackTrace()));
        } else if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        } else if (failure instanceof Error error) {
            throw error;
        } else if (failure != null) {
            throw new IllegalStateException(failure);
        }
        T result = value.get();
        if (result == null) {
            throw new IllegalStateException("the script came to nothing");
        }
        return result;
    }

    private void await(CountDownLatch done, Thread thread) {
        long end = System.nanoTime() + bounds.time().toNanos();
        while (!isDone(done)) {
            if (quit) {
                throw endsTheProcess(lineOf(thread.getStackTrace()));
            }
            if (System.nanoTime() > end) {
                Origin where = lineOf(thread.getStackTrace());
                thread.interrupt();
                throw tooLong(where);
            }
            if (used() > bounds.bytes() && stillUsed() > bounds.bytes()) {
                Origin where = lineOf(thread.getStackTrace());
                thread.interrupt();
                throw tooMuch(where);
            }
        }
    }

    private static boolean isDone(CountDownLatch done) {
        try {
            return done.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InvalidInputException("the evaluation was interrupted", "the run was stopped", "run again");
        }
    }

    private Origin lineOf(StackTraceElement[] trace) {
        return line.apply(trace).orElse(Origin.NONE);
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static long stillUsed() {
        System.gc();
        return used();
    }

    /** Holds the end of the process up, while who waits for the script says why it ends; then that one ends it. */
    private static void quits(Thread script) {
        for (StackTraceElement frame : script.getStackTrace()) {
            if (frame.getClassName().equals("java.lang.Runtime")
                    && frame.getMethodName().equals("exit")) {
                quit = true;
                try {
                    Thread.sleep(PATIENCE_MILLIS);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }
    }

    private static void keepOn(Thread quits) {
        try {
            Runtime.getRuntime().removeShutdownHook(quits);
        } catch (IllegalStateException e) {
            // the process ends, and not because of the script
        }
    }

    /** Whether a script has told the process to end, so that to tell it once more would wait for ever. */
    static boolean quit() {
        return quit;
    }

    private static InvalidInputException endsTheProcess(Origin where) {
        return new InvalidInputException(
                "the script ends the process",
                where,
                "it calls exit, and what it has said so far would be lost",
                "use check(...) or error(...) to refuse what must not be");
    }

    private InvalidInputException tooLong(Origin where) {
        return new InvalidInputException(
                "the script does not come to an end",
                where,
                "it was evaluated for " + bounds.time().toSeconds() + " seconds and was here when it was given up",
                "a script only declares; move work into a task, or raise SLIPWAY_EVALUATE_SECONDS");
    }

    private InvalidInputException tooMuch(Origin where) {
        return new InvalidInputException(
                "the script takes too much memory",
                where,
                "it holds more than " + (bounds.bytes() >> 20) + " MiB while it is evaluated",
                "a script only declares; move work into a task, or raise SLIPWAY_EVALUATE_MEGABYTES");
    }
}

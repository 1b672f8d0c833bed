package dev.slipway.provide;

import dev.slipway.model.Fingerprint;
import dev.slipway.model.Secret;
import dev.slipway.model.TaskKey;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** What a provider is handed for one piece of work: who asks, how long it may take, and what it may use. */
public interface CallContext {
    TaskKey key();

    /** The same for every attempt at one intent, also after a crash; tag the object with it where the system allows. */
    String idempotencyKey();

    /** What is left of the time allowed; {@link Duration#ZERO} when it is over. */
    Duration remaining();

    boolean cancelled();

    /** Called once when the work is cancelled or out of time: end the remote work, close the connection. */
    void onCancel(Runnable action);

    /**
     * Makes a call that takes one permit of a pool and gives it back when the answer is there. Waiting for a remote task
     * is many short calls and holds nothing in between.
     */
    <T> CompletionStage<T> call(String pool, Supplier<? extends CompletionStage<T>> call);

    /**
     * Reports that the call now waits for its turn, such as for a free session. Until the answer is run, time does not
     * count towards a default deadline. A call of a pool needs no report.
     */
    default Runnable waits() {
        return () -> {};
    }

    /**
     * Journals the name of a remote task, so that after a crash its end is awaited instead of starting another. Go on
     * when the stage completes: then it is durable.
     */
    CompletionStage<Void> handle(String remoteTask);

    /**
     * Reports that the system has accepted a change. A failure after it is settled by observing the object, like one in
     * doubt; before it, a refused step has changed nothing. A step of several requests calls it after each that was accepted.
     */
    default void wrote() {}

    /** The value of a secret. Keep it no longer than the call that needs it. */
    String reveal(Secret secret);

    /** Makes a secret of a value that this task has produced; outputs hold what is secret only in this form. */
    Secret conceal(String value);

    /** The keyed digest of a value, to compare with one that was recorded; meaningless without the key. */
    Fingerprint digest(String value);

    /** Reports that a call is made again, such as to a host that does not answer; shown also while a plan is made. */
    default void retrying(int attempt, Duration in, String why) {}

    /** Prints a line of progress. */
    void say(String message);

    /**
     * A text without the secrets that were read in this run so far, for what a task returns that was given secrets. Messages
     * and failures are masked without it.
     */
    default String masked(String text) {
        return text;
    }

    /** Where blocking clients run. */
    Executor blocking();
}

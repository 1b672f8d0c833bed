package dev.slipway.work;

import dev.slipway.model.Event;
import dev.slipway.model.TaskKey;
import dev.slipway.model.TaskOptions;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Deadlines;
import dev.slipway.provide.Failure;
import dev.slipway.provide.Secrets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls providers: hands out tickets, keeps time, and calls again where that is safe and useful.
 *
 * <p>What a task claims is held while its provider is called, whatever for; see {@link Gates}.
 *
 * <p>A call always ends, and always in a value or a {@link Failure}, or {@link CancelledException} if it was not begun: whatever else a provider throws, also by being late
 * or cancelled, is put into a class here, so that nothing above has to guess.
 */
public final class Caller {
    private final Gates gates;
    private final Timer timer;
    private final RetryPolicy patience;
    private final KnownSecrets secrets;
    private final Cancel cancel;
    private final Executor blocking;
    private final Function<String, Deadlines> deadlines;
    private final ThreadHandoff relay;
    private final CompletionExecutor aside;
    private final Consumer<? super Event> events;

    public Caller(
            Gates gates,
            Timer timer,
            RetryPolicy patience,
            Secrets secrets,
            Cancel cancel,
            Executor blocking,
            Function<String, Deadlines> deadlines,
            Consumer<? super Event> events) {
        this.gates = gates;
        this.timer = timer;
        this.patience = patience;
        this.secrets = new KnownSecrets(secrets);
        this.cancel = cancel;
        this.blocking = blocking;
        this.deadlines = deadlines;
        this.relay = new ThreadHandoff(blocking);
        this.aside = new CompletionExecutor(relay, blocking);
        this.events = events;
    }

    public Secrets secrets() {
        return secrets;
    }

    /** Where to go on when a call has ended. */
    public Executor aside() {
        return aside;
    }

    /** Lets so many calls fly at once; the thread that a call leaves takes the next one. */
    public Gate flights(int limit) {
        return new Gate(limit, new TrampolineExecutor(blocking));
    }

    /** Whether nothing new should be begun. */
    public boolean draining() {
        return cancel.draining();
    }

    /** Whether even what runs was called off. */
    public boolean cancelled() {
        return cancel.cancelled();
    }

    /** A call that changes nothing: whatever goes wrong, it may be made again. */
    public <T> CompletionStage<T> look(TaskKey key, TaskOptions rules, Function<CallContext, CompletionStage<T>> work) {
        return new Attempts<>(key, rules, Deadlines::read, "", Progress.IGNORED, null, work).begin();
    }

    /** The same, and it may take as long as a change: a computation, a wait, a look for what came of an interrupted step. */
    public <T> CompletionStage<T> longLook(
            TaskKey key, TaskOptions rules, Function<CallContext, CompletionStage<T>> work) {
        return new Attempts<>(key, rules, Deadlines::change, "", Progress.IGNORED, null, work).begin();
    }

    /** The same, when there is a place among what is in flight; what still waits for one is not begun any more after a stop. */
    public <T> CompletionStage<T> look(
            PrioritizedGate flights, TaskKey key, TaskOptions rules, Function<CallContext, CompletionStage<T>> work) {
        return inFlight(flights, () -> look(key, rules, work));
    }

    /** The same of a look that may take as long as a change. */
    public <T> CompletionStage<T> longLook(
            PrioritizedGate flights, TaskKey key, TaskOptions rules, Function<CallContext, CompletionStage<T>> work) {
        return inFlight(flights, () -> longLook(key, rules, work));
    }

    private <T> CompletionStage<T> inFlight(PrioritizedGate flights, Supplier<CompletionStage<T>> look) {
        return flights.through(() -> draining()
                ? CompletableFuture.failedFuture(new CancelledException("not begun, because the run was stopped"))
                : look.get());
    }

    /**
     * A call that may change the world. What nobody knows the end of is in doubt and not tried again here.
     *
     * @param condition what must hold when it begins, looked at once within the call; until it holds this is a look
     */
    public <T> CompletionStage<T> act(
            TaskKey key,
            TaskOptions rules,
            String idempotencyKey,
            Progress progress,
            Function<CallContext, CompletionStage<Void>> condition,
            Function<CallContext, CompletionStage<T>> work) {
        return new Attempts<>(key, rules, Deadlines::change, idempotencyKey, progress, condition, work).begin();
    }

    private final class Attempts<T> {
        private final TaskKey key;
        private final TaskOptions rules;
        private final Function<Deadlines, Duration> allowed;
        private final String idempotencyKey;
        private final Progress progress;
        private final @Nullable Function<CallContext, CompletionStage<Void>> condition;
        private final Function<CallContext, CompletionStage<T>> work;
        private final String budget;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private final SecretScrubber scrub = new SecretScrubber();
        private Duration lastWait = Duration.ZERO;
        private int attempt;
        private volatile boolean changes;
        private volatile boolean begun;
        private volatile @Nullable Attempt pass;

        Attempts(
                TaskKey key,
                TaskOptions rules,
                Function<Deadlines, Duration> allowed,
                String idempotencyKey,
                Progress progress,
                @Nullable Function<CallContext, CompletionStage<Void>> condition,
                Function<CallContext, CompletionStage<T>> work) {
            this.key = key;
            this.rules = rules;
            this.allowed = allowed;
            this.idempotencyKey = idempotencyKey;
            this.condition = condition;
            this.progress = progress;
            this.work = work;
            this.budget = rules.claims().isEmpty()
                    ? key.kind()
                    : rules.claims().get(0).pool();
        }

        CompletionStage<T> begin() {
            patience.called(budget);
            attempt();
            return result;
        }

        private void attempt() {
            attempt++;
            CompletionStage<T> stage;
            try {
                stage = gates.holding(rules.claims(), this::pass);
            } catch (Throwable e) {
                stage = CompletableFuture.failedFuture(e);
            }
            stage.whenComplete(this::ended);
        }

        private void ended(@Nullable T value, @Nullable Throwable error) {
            if (error == null) {
                result.complete(value);
                return;
            }
            try {
                if (ErrorText.cause(error) instanceof CancelledException stopped) {
                    result.completeExceptionally(stopped);
                } else {
                    failed(scrub.clean(classify(error), secrets::masked));
                }
            } catch (Throwable e) {
                // Whoever waits must hear of the end, whatever else goes wrong.
                result.completeExceptionally(error);
            }
        }

        private CompletionStage<T> pass(Gates inside) {
            pass = new Attempt(
                    key,
                    idempotencyKey,
                    Deadline.of(rules.timeout(), deadlines.apply(key.kind()), allowed),
                    timer,
                    inside,
                    secrets,
                    scrub,
                    blocking,
                    relay,
                    events,
                    new Noticed());
            return pass.run(this::call, cancel);
        }

        /** Passes reports on, and remembers that a remote task was begun. */
        private final class Noticed implements Progress {
            @Override
            public CompletionStage<Void> handle(String remoteTask) {
                begun = true;
                return progress.handle(remoteTask);
            }

            @Override
            public void wrote() {
                progress.wrote();
            }
        }

        private CompletionStage<T> call(CallContext ticket) {
            if (condition == null || changes) {
                return work.apply(ticket);
            }
            return condition.apply(ticket).thenCompose(met -> {
                changes = true;
                return work.apply(ticket);
            });
        }

        private void failed(Failure failure) {
            // Once a remote task was begun, another attempt would begin another one: look first. And never beside a
            // call that was given up and still runs.
            Attempt last = pass;
            boolean alone = !begun && (last == null || !last.runs());
            boolean wasLong = last != null && last.isLate() && rules.timeout().isZero();
            var wait = attempt < rules.tries() && !cancel.draining() && alone && !wasLong
                    ? patience.next(budget, failure, rules.insists(), lastWait)
                    : Optional.<Duration>empty();
            if (wait.isEmpty()) {
                result.completeExceptionally(failure);
                return;
            }
            lastWait = wait.get();
            events.accept(new Event.Retrying(key, attempt + 1, lastWait, failure.getMessage()));
            pause(failure);
        }

        /** Waits and tries again; called off, or without anybody to wait, it ends at once. */
        private void pause(Failure failure) {
            var over = new CompletableFuture<Boolean>();
            Runnable callOff = () -> over.complete(false);
            cancel.onCancelled(callOff);
            over.thenAccept(again -> {
                        cancel.forget(callOff);
                        if (again) {
                            blocking.execute(this::attempt);
                        } else {
                            result.completeExceptionally(failure);
                        }
                    })
                    .exceptionally(error -> {
                        result.completeExceptionally(failure);
                        return null;
                    });
            try {
                Runnable off = timer.after(lastWait, () -> over.complete(true));
                over.thenRun(off);
            } catch (RuntimeException e) {
                over.complete(false);
            }
        }

        private Failure classify(Throwable error) {
            Throwable cause = ErrorText.cause(error);
            if (cause instanceof Failure failure) {
                boolean lost = failure instanceof Failure.InDoubt && !changes;
                return lost ? new Failure.Transient(failure.getMessage(), failure.fix()) : failure;
            }
            ErrorText reason = ErrorText.of(cause);
            String fix = reason.fix().isEmpty() ? "report this with the provider of " + key.kind() : reason.fix();
            return changes
                    ? new Failure.InDoubt(reason.why(), fix, cause)
                    : new Failure.Rejected(reason.why(), fix, cause);
        }
    }
}

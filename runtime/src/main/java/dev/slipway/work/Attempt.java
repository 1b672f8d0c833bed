package dev.slipway.work;

import dev.slipway.model.Durations;
import dev.slipway.model.Event;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Secret;
import dev.slipway.model.TaskKey;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Failure;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The ticket for one attempt. It ends once: with the provider's answer, at its deadline, or when it is called off.
 *
 * <p>A deadline is no end of what was begun: the provider is told, and is given a little longer to come to an end, so that
 * whoever goes on does not do so beside it. If it does not, {@link #runs} says so.
 */
final class Attempt implements CallContext {
    /** How long a call may still run after it was told that its time is over. */
    static final Duration GRACE = Duration.ofSeconds(5);
    /** How long until a call that waits for its turn is looked at again. */
    private static final Duration WAITING = Duration.ofSeconds(30);

    private final TaskKey key;
    private final String idempotencyKey;
    private final Deadline deadline;
    private final Timer timer;
    private final Gates gates;
    private final KnownSecrets secrets;
    private final SecretScrubber scrub;
    private final Executor blocking;
    private final ThreadHandoff relay;
    private final Consumer<? super Event> events;
    private final Progress progress;
    private final Stopwatch watch;
    private final Set<Runnable> onCancel = new LinkedHashSet<>();
    private boolean cancelled;
    private volatile boolean late;
    private volatile boolean running;

    Attempt(
            TaskKey key,
            String idempotencyKey,
            Deadline deadline,
            Timer timer,
            Gates gates,
            KnownSecrets secrets,
            SecretScrubber scrub,
            Executor blocking,
            ThreadHandoff relay,
            Consumer<? super Event> events,
            Progress progress) {
        this.key = key;
        this.idempotencyKey = idempotencyKey;
        this.deadline = deadline;
        this.timer = timer;
        this.gates = gates;
        this.secrets = secrets;
        this.scrub = scrub;
        this.blocking = blocking;
        this.relay = relay;
        this.events = events;
        this.progress = progress;
        this.watch = new Stopwatch(timer);
    }

    <T> CompletionStage<T> run(Function<CallContext, CompletionStage<T>> work, Cancel cancel) {
        var result = new CompletableFuture<T>();
        Runnable callOff = () -> {
            result.completeExceptionally(new Failure.InDoubt("cancelled", "run again to settle and continue"));
            end();
        };
        cancel.onCancelled(callOff);
        result.whenComplete((value, error) -> cancel.forget(callOff));
        keepTime(deadline.allowed(), result);
        if (result.isDone()) {
            return result;
        }
        running = true;
        try {
            relay.run(() -> call(work, result));
        } catch (Throwable e) {
            answered(result, null, e);
        }
        return result;
    }

    /** Whoever keeps the time only hands over: what comes of it may take long. */
    private void keepTime(Duration left, CompletableFuture<?> result) {
        Runnable off = timer.after(left, () -> blocking.execute(() -> timePassed(result)));
        result.whenComplete((value, error) -> off.run());
    }

    /** A default deadline leaves out what a call waited for its turn. */
    private void timePassed(CompletableFuture<?> result) {
        Duration left = deadline.isDefault() ? deadline.allowed().minusNanos(watch.worked()) : Duration.ZERO;
        if (watch.waits() && deadline.isDefault()) {
            keepTime(left.compareTo(WAITING) > 0 ? left : WAITING, result);
        } else if (left.isZero() || left.isNegative()) {
            outOfTime(result);
        } else {
            keepTime(left, result);
        }
    }

    /** On a thread of its own: many a provider holds it until it is through, and its time must pass all the same. */
    private <T> void call(Function<CallContext, CompletionStage<T>> work, CompletableFuture<T> result) {
        if (result.isDone()) {
            running = false;
            return;
        }
        try {
            work.apply(this).whenComplete((value, error) -> answered(result, value, error));
        } catch (Throwable e) {
            answered(result, null, e);
        }
    }

    /** Whether the provider still works on it, although nobody waits any more. */
    boolean runs() {
        return running;
    }

    private <T> void answered(CompletableFuture<T> result, @Nullable T value, @Nullable Throwable error) {
        running = false;
        relay.ended();
        if (error == null && value != null) {
            result.complete(value);
        } else if (late) {
            result.completeExceptionally(
                    error != null && ErrorText.cause(error) instanceof Failure.InDoubt known
                            ? timedOut(": " + known.getMessage(), known.fix())
                            : timedOut("", ""));
        } else {
            result.completeExceptionally(error == null ? new IllegalStateException("no answer at all") : error);
        }
    }

    private void outOfTime(CompletableFuture<?> result) {
        late = true;
        var over = timedOut(
                ", and it still ran " + GRACE.toSeconds() + " s later",
                "it may come about after all: run again, which looks before it does anything");
        end();
        Runnable grace = timer.after(GRACE, () -> blocking.execute(() -> result.completeExceptionally(over)));
        result.whenComplete((value, error) -> grace.run());
    }

    /** Whether its time was over. */
    boolean isLate() {
        return late;
    }

    private Failure.InDoubt timedOut(String detail, String fix) {
        String what = "timed out after " + Durations.of(deadline.allowed()) + detail;
        String also = (fix.isEmpty() ? "" : fix + "; ") + deadline.advice();
        return deadline.isDefault() ? Failure.InDoubt.atLast(what, also) : new Failure.InDoubt(what, also);
    }

    /** Tells the provider. One that is slow to end its work, or cannot, must not keep others from ending theirs. */
    private void end() {
        List<Runnable> actions;
        synchronized (this) {
            cancelled = true;
            actions = List.copyOf(onCancel);
            onCancel.clear();
        }
        actions.forEach(action -> blocking.execute(() -> run(action)));
    }

    private static void run(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            // nobody waits for it; whether the call ends all the same is seen soon
        }
    }

    @Override
    public TaskKey key() {
        return key;
    }

    @Override
    public String idempotencyKey() {
        return idempotencyKey;
    }

    @Override
    public Duration remaining() {
        Duration left = deadline.allowed().minusNanos(deadline.isDefault() ? watch.worked() : watch.total());
        return left.isNegative() ? Duration.ZERO : left;
    }

    @Override
    public synchronized boolean cancelled() {
        return cancelled;
    }

    @Override
    public void onCancel(Runnable action) {
        synchronized (this) {
            if (!cancelled) {
                onCancel.add(action);
                return;
            }
        }
        action.run();
    }

    @Override
    public <T> CompletionStage<T> call(String pool, Supplier<? extends CompletionStage<T>> call) {
        var result = new CompletableFuture<T>();
        Runnable giveUp = () -> result.completeExceptionally(new Failure.InDoubt(
                "its time was over before its turn", "raise the task's timeout if it needs longer"));
        onCancel(giveUp);
        Runnable turn = waits();
        result.whenComplete((value, error) -> turn.run());
        try {
            gates.through(pool, () -> stillWaits(giveUp, turn) ? call.get() : result)
                    .whenComplete((value, error) -> {
                        if (error == null) {
                            result.complete(value);
                        } else {
                            result.completeExceptionally(error);
                        }
                    });
        } catch (Throwable e) {
            result.completeExceptionally(e);
        }
        return result;
    }

    private boolean stillWaits(Runnable giveUp, Runnable turn) {
        turn.run();
        synchronized (this) {
            return onCancel.remove(giveUp);
        }
    }

    @Override
    public Runnable waits() {
        return watch.pause();
    }

    @Override
    public CompletionStage<Void> handle(String remoteTask) {
        return progress.handle(remoteTask);
    }

    @Override
    public void wrote() {
        progress.wrote();
    }

    @Override
    public String reveal(Secret secret) {
        return scrub.told(secrets.reveal(secret));
    }

    @Override
    public Secret conceal(String value) {
        return secrets.conceal(scrub.told(value));
    }

    @Override
    public Fingerprint digest(String value) {
        return secrets.digest(value);
    }

    @Override
    public void retrying(int attempt, Duration in, String why) {
        events.accept(new Event.Retrying(key, attempt, in, scrub.clean(why)));
    }

    @Override
    public void say(String message) {
        events.accept(new Event.Said(key, masked(message)));
    }

    @Override
    public String masked(String text) {
        return secrets.masked(scrub.clean(text));
    }

    @Override
    public Executor blocking() {
        return blocking;
    }
}

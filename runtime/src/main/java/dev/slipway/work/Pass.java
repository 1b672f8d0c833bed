package dev.slipway.work;

import dev.slipway.model.Event;
import dev.slipway.model.Secret;
import dev.slipway.model.TaskKey;
import dev.slipway.provide.Failure;
import dev.slipway.provide.Secrets;
import dev.slipway.provide.Ticket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** The ticket for one attempt. It ends once: with the provider's answer, at its deadline, or when it is called off. */
final class Pass implements Ticket {
    private final TaskKey key;
    private final String idempotencyKey;
    private final Duration allowed;
    private final Timer timer;
    private final Gates gates;
    private final Secrets secrets;
    private final Scrub scrub;
    private final Executor blocking;
    private final Consumer<? super Event> events;
    private final Function<String, CompletionStage<Void>> journalHandle;
    private final long began;
    private final List<Runnable> onCancel = new ArrayList<>();
    private boolean cancelled;

    Pass(
            TaskKey key,
            String idempotencyKey,
            Duration allowed,
            Timer timer,
            Gates gates,
            Secrets secrets,
            Scrub scrub,
            Executor blocking,
            Consumer<? super Event> events,
            Function<String, CompletionStage<Void>> journalHandle) {
        this.key = key;
        this.idempotencyKey = idempotencyKey;
        this.allowed = allowed;
        this.timer = timer;
        this.gates = gates;
        this.secrets = secrets;
        this.scrub = scrub;
        this.blocking = blocking;
        this.events = events;
        this.journalHandle = journalHandle;
        this.began = timer.nanos();
    }

    <T> CompletionStage<T> run(Function<Ticket, CompletionStage<T>> work, Cancel cancel) {
        var result = new CompletableFuture<T>();
        Runnable callOff = () -> end(result, new Failure.InDoubt("cancelled", "run again to settle and continue"));
        cancel.onCancelled(callOff);
        Runnable deadline = allowed.isZero()
                ? () -> {}
                : timer.after(
                        allowed,
                        () -> end(
                                result,
                                new Failure.InDoubt(
                                        "no answer within " + allowed.toMillis() + " ms",
                                        "raise the task's timeout if it needs longer")));
        result.whenComplete((value, error) -> {
            deadline.run();
            cancel.forget(callOff);
        });
        try {
            if (!result.isDone()) {
                work.apply(this).whenComplete((value, error) -> {
                    if (error == null) {
                        result.complete(value);
                    } else {
                        result.completeExceptionally(error);
                    }
                });
            }
        } catch (Throwable e) {
            result.completeExceptionally(e);
        }
        return result;
    }

    private void end(CompletableFuture<?> result, Failure failure) {
        List<Runnable> actions;
        synchronized (this) {
            cancelled = true;
            actions = List.copyOf(onCancel);
        }
        if (result.completeExceptionally(failure)) {
            actions.forEach(Pass::run);
        }
    }

    /** A provider that cannot end its work must not keep others from ending theirs. */
    private static void run(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            // the call has ended already, in doubt: that says all there is
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
        if (allowed.isZero()) {
            return Duration.ofDays(365);
        }
        Duration left = allowed.minusNanos(timer.nanos() - began);
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
        return gates.through(
                pool,
                () -> cancelled()
                        ? CompletableFuture.failedFuture(new Failure.InDoubt("its time was over before its turn", ""))
                        : call.get());
    }

    @Override
    public CompletionStage<Void> handle(String remoteTask) {
        return journalHandle.apply(remoteTask);
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
    public void say(String message) {
        events.accept(new Event.Said(key, scrub.clean(message)));
    }

    @Override
    public Executor blocking() {
        return blocking;
    }
}

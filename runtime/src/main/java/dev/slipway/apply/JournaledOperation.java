package dev.slipway.apply;

import dev.slipway.model.Effect;
import dev.slipway.model.Fields;
import dev.slipway.plan.Diff;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Failure;
import dev.slipway.provide.ObservedObject;
import dev.slipway.provide.Operation;
import dev.slipway.store.Entry;
import dev.slipway.store.PendingIntent;
import dev.slipway.store.TaskRecord;
import dev.slipway.work.CancelledException;
import dev.slipway.work.ErrorText;
import dev.slipway.work.PrioritizedGate;
import dev.slipway.work.Progress;
import dev.slipway.work.RetryPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * One change of the world, and the journal around it: intent, durable; act; end.
 *
 * <p>When nobody knows the end, because an answer was lost, a remote task broke off, or a step of several requests was
 * refused after the first was accepted, the world is looked at before anything else: what is there is taken as done or completed, what is not is tried again as long as there are attempts.
 * Called off, or given up while the provider still runs, it leaves its intent open for the next run: to look, or to try
 * again, beside a call that may yet succeed would be to guess.
 */
final class JournaledOperation implements Progress {
    private final ApplyContext round;
    private final PrioritizedGate flights;
    private final Effect task;
    private final Operation act;
    private final TaskRecord next;
    private final String idempotencyKey;
    private Condition condition = Precondition::none;
    private final long began = System.nanoTime();
    private volatile String handle = "";
    private volatile boolean begun;
    private volatile boolean running;
    private volatile boolean wrote;
    private boolean called;
    private boolean over;
    private int attempts;
    private String retried = "";

    JournaledOperation(ApplyContext round, PrioritizedGate flights, Effect task, Operation act, TaskRecord next) {
        this.round = round;
        this.flights = flights;
        this.task = task;
        this.act = act;
        this.next = next;
        this.idempotencyKey = round.idempotencyKey(task.key());
    }

    /** It is the rest of what was begun already, and so is done even when nothing new is to be begun. */
    JournaledOperation begun() {
        begun = true;
        return this;
    }

    /** It begins only if this holds. */
    JournaledOperation onlyIf(Condition holds) {
        condition = holds;
        return this;
    }

    /** Completes with the object as it is now, or with nothing after a deletion. */
    CompletionStage<Optional<ObservedObject>> run(
            Function<CallContext, CompletionStage<Optional<ObservedObject>>> work) {
        attempts++;
        handle = "";
        wrote = false;
        synchronized (this) {
            called = false;
        }
        var intent = new Entry.Intent(act, idempotencyKey, next);
        return round.durable(round.append(intent))
                .thenCompose(durable -> flights.through(() -> round.caller.act(
                        task.key(),
                        task.rules(),
                        idempotencyKey,
                        this,
                        begun ? Precondition::none : condition::check,
                        ticket -> call(work, ticket))))
                .thenApplyAsync(this::done, round.caller.aside())
                .handle((seen, error) -> error == null
                        ? CompletableFuture.<Optional<ObservedObject>>completedFuture(seen)
                        : failed(intent, work, error))
                .thenCompose(stage -> stage);
    }

    private CompletionStage<Optional<ObservedObject>> call(
            Function<CallContext, CompletionStage<Optional<ObservedObject>>> work, CallContext ticket) {
        begin();
        if (!retried.isEmpty()) {
            ticket.retrying(attempts, Duration.ZERO, retried);
            retried = "";
        }
        try {
            return work.apply(ticket).whenComplete((seen, error) -> running = false);
        } catch (Throwable e) {
            running = false;
            throw e;
        }
    }

    /** Either it begins, or its intent is closed because it did not; never both, however close they come. */
    private synchronized void begin() {
        if (over || (!begun && round.caller.draining())) {
            throw new CancelledException("not begun, because the run was stopped or its time was over");
        }
        begun = true;
        called = true;
        running = true;
    }

    private synchronized boolean wasCalled() {
        over = !called;
        return called;
    }

    @Override
    public CompletionStage<Void> handle(String remoteTask) {
        handle = remoteTask;
        return round.durable(round.append(new Entry.Handle(task.key(), remoteTask)));
    }

    @Override
    public void wrote() {
        wrote = true;
    }

    private Optional<ObservedObject> done(Optional<ObservedObject> seen) {
        long millis = (System.nanoTime() - began) / 1_000_000;
        seen.ifPresent(object -> round.append(new Entry.Done(next.seen(object).took(millis))));
        return seen;
    }

    private CompletionStage<Optional<ObservedObject>> failed(
            Entry.Intent intent,
            Function<CallContext, CompletionStage<Optional<ObservedObject>>> work,
            Throwable error) {
        if (!wasCalled()) {
            // It came to nothing before its provider heard of it: there is no doubt about that.
            round.append(new Entry.Failed(task.key(), ErrorText.of(error).why()));
            return CompletableFuture.failedFuture(ErrorText.cause(error));
        }
        Failure failure = failure(error);
        boolean unclear = failure instanceof Failure.InDoubt || !handle.isEmpty() || wrote;
        if (!unclear) {
            round.append(new Entry.Failed(task.key(), failure.getMessage()));
            return CompletableFuture.failedFuture(failure);
        }
        if (round.caller.cancelled() || running) {
            return CompletableFuture.failedFuture(failure);
        }
        return round.settling
                .settle(new PendingIntent(intent, handle), round.record(task.key()), task.rules())
                .thenCompose(entry -> settled(entry, work, failure));
    }

    private CompletionStage<Optional<ObservedObject>> settled(
            Entry entry, Function<CallContext, CompletionStage<Optional<ObservedObject>>> work, Failure failure) {
        if (entry instanceof Entry.Done done && act != Operation.DELETE) {
            return completed(done.record(), work, failure);
        } else if (act == Operation.DELETE && !(entry instanceof Entry.Failed)) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        round.append(entry);
        boolean undone = entry instanceof Entry.Failed
                || (act == Operation.UPDATE && task.rules().insists());
        boolean again = undone && isWorthMore(failure, passes(failure) || failure instanceof Failure.Transient);
        return again ? retry(work, failure) : CompletableFuture.failedFuture(failure);
    }

    /** It is there after all. If it is not yet all that was wanted, that is left to another plan, and said. */
    private CompletionStage<Optional<ObservedObject>> completed(
            TaskRecord found, Function<CallContext, CompletionStage<Optional<ObservedObject>>> work, Failure failure) {
        Fields actual = found.declared();
        boolean whole = Diff.between(
                        actual,
                        next.declared(),
                        round.registry.resource(task.key().kind()).shape())
                .isEmpty();
        if (whole) {
            ObservedObject seen = new ObservedObject(found.id(), found.produced(), found.tokens());
            return CompletableFuture.completedFuture(done(Optional.of(seen)));
        }
        round.append(new Entry.Done(found));
        if (act == Operation.UPDATE && isWorthMore(failure, passes(failure))) {
            return retry(work, failure);
        }
        return CompletableFuture.failedFuture(failure);
    }

    private CompletionStage<Optional<ObservedObject>> retry(
            Function<CallContext, CompletionStage<Optional<ObservedObject>>> work, Failure failure) {
        retried = failure.getMessage();
        return run(work);
    }

    /** Whether to try again, after a failure of a sort that mostly passes or because the operator insists. */
    private boolean isWorthMore(Failure failure, boolean passes) {
        boolean insisted = task.rules().insists() && RetryPolicy.mayPass(failure, true);
        return attempts < task.rules().tries() && (passes || insisted) && !round.caller.draining();
    }

    private static boolean passes(Failure failure) {
        return failure instanceof Failure.InDoubt lost && lost.isWorthRetrying();
    }

    private static Failure failure(Throwable error) {
        Throwable cause = ErrorText.cause(error);
        return cause instanceof Failure failure
                ? failure
                : new Failure.InDoubt(ErrorText.of(cause).why(), "run again to settle and continue", cause);
    }
}

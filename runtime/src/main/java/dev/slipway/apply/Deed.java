package dev.slipway.apply;

import dev.slipway.model.Effect;
import dev.slipway.model.Fields;
import dev.slipway.plan.Diff;
import dev.slipway.provide.Act;
import dev.slipway.provide.Failure;
import dev.slipway.provide.Seen;
import dev.slipway.provide.Ticket;
import dev.slipway.store.Entry;
import dev.slipway.store.Open;
import dev.slipway.store.Recorded;
import dev.slipway.work.Passage;
import dev.slipway.work.Patience;
import dev.slipway.work.Progress;
import dev.slipway.work.Reason;
import dev.slipway.work.Stopped;
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
final class Deed implements Progress {
    private final Round round;
    private final Passage flights;
    private final Effect task;
    private final Act act;
    private final Recorded next;
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

    Deed(Round round, Passage flights, Effect task, Act act, Recorded next) {
        this.round = round;
        this.flights = flights;
        this.task = task;
        this.act = act;
        this.next = next;
        this.idempotencyKey = round.idempotencyKey(task.key());
    }

    /** It is the rest of what was begun already, and so is done even when nothing new is to be begun. */
    Deed begun() {
        begun = true;
        return this;
    }

    /** It begins only if this holds. */
    Deed onlyIf(Condition holds) {
        condition = holds;
        return this;
    }

    /** Completes with the object as it is now, or with nothing after a deletion. */
    CompletionStage<Optional<Seen>> run(Function<Ticket, CompletionStage<Optional<Seen>>> work) {
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
                        ? CompletableFuture.<Optional<Seen>>completedFuture(seen)
                        : failed(intent, work, error))
                .thenCompose(stage -> stage);
    }

    private CompletionStage<Optional<Seen>> call(
            Function<Ticket, CompletionStage<Optional<Seen>>> work, Ticket ticket) {
        begin();
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
            throw new Stopped("not begun, because the run was stopped or its time was over");
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

    private Optional<Seen> done(Optional<Seen> seen) {
        long millis = (System.nanoTime() - began) / 1_000_000;
        seen.ifPresent(object -> round.append(new Entry.Done(next.seen(object).took(millis))));
        return seen;
    }

    private CompletionStage<Optional<Seen>> failed(
            Entry.Intent intent, Function<Ticket, CompletionStage<Optional<Seen>>> work, Throwable error) {
        if (!wasCalled()) {
            // It came to nothing before its provider heard of it: there is no doubt about that.
            round.append(new Entry.Failed(task.key(), Reason.of(error).why()));
            return CompletableFuture.failedFuture(Reason.cause(error));
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
                .settle(new Open(intent, handle), round.record(task.key()), task.rules())
                .thenCompose(entry -> settled(entry, work, failure));
    }

    private CompletionStage<Optional<Seen>> settled(
            Entry entry, Function<Ticket, CompletionStage<Optional<Seen>>> work, Failure failure) {
        if (entry instanceof Entry.Done done && act != Act.DELETE) {
            return completed(done.record(), work, failure);
        } else if (act == Act.DELETE && !(entry instanceof Entry.Failed)) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        round.append(entry);
        boolean undone = entry instanceof Entry.Failed
                || (act == Act.UPDATE && task.rules().insists());
        boolean again = undone && isWorthMore(failure, passes(failure) || failure instanceof Failure.Transient);
        return again ? run(work) : CompletableFuture.failedFuture(failure);
    }

    /** It is there after all. If it is not yet all that was wanted, that is left to another plan, and said. */
    private CompletionStage<Optional<Seen>> completed(
            Recorded found, Function<Ticket, CompletionStage<Optional<Seen>>> work, Failure failure) {
        Fields actual = found.declared();
        boolean whole = Diff.between(
                        actual,
                        next.declared(),
                        round.registry.resource(task.key().kind()).shape())
                .isEmpty();
        if (whole) {
            Seen seen = new Seen(found.id(), found.produced(), found.tokens());
            return CompletableFuture.completedFuture(done(Optional.of(seen)));
        }
        round.append(new Entry.Done(found));
        if (act == Act.UPDATE && isWorthMore(failure, passes(failure))) {
            return run(work);
        }
        return CompletableFuture.failedFuture(failure);
    }

    /** Whether to try again, after a failure of a sort that mostly passes or because the operator insists. */
    private boolean isWorthMore(Failure failure, boolean passes) {
        boolean insisted = task.rules().insists() && Patience.mayPass(failure, true);
        return attempts < task.rules().tries() && (passes || insisted) && !round.caller.draining();
    }

    private static boolean passes(Failure failure) {
        return failure instanceof Failure.InDoubt lost && lost.isWorthRetrying();
    }

    private static Failure failure(Throwable error) {
        Throwable cause = Reason.cause(error);
        return cause instanceof Failure failure
                ? failure
                : new Failure.InDoubt(Reason.of(cause).why(), "run again to settle and continue", cause);
    }
}

package dev.slipway.host;

import dev.slipway.local.Blocking;
import dev.slipway.model.BoolValue;
import dev.slipway.model.Fields;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Failure;
import dev.slipway.provide.Obstacle;
import dev.slipway.provide.PlannedStep;
import dev.slipway.ssh.RevertTimer;
import dev.slipway.ssh.RevertTimer.Revert;
import dev.slipway.work.Timer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Confirms changes of how a host is reached, or has them undone: before the change, the host sets a timer that undoes it,
 * and the timer is stopped over a connection that is new. A connection that is open already survives what shuts all others out.
 */
public final class AccessGuard {
    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final int LOOKS = 4;

    private final Optional<RevertTimer> revert;
    private final Timer timer;
    private final Map<String, ReentrantLock> turns = new ConcurrentHashMap<>();

    private AccessGuard(Optional<RevertTimer> revert, Timer timer) {
        this.revert = revert;
        this.timer = timer;
    }

    /** Guards changes by timers of hosts; what it awaits, it awaits by this time. */
    public AccessGuard(RevertTimer revert, Timer timer) {
        this(Optional.of(revert), timer);
    }

    /** Guards nothing. */
    static AccessGuard none() {
        return new AccessGuard(Optional.empty(), Timer.real());
    }

    /** What is undone: what puts it back is known when it is needed. */
    record Undo(AccessChange change, Supplier<Revert> revert) {
        static Optional<Undo> ofFile(String path) {
            return AccessChange.ofFile(path)
                    .map(change ->
                            new Undo(change, () -> new Revert(change.timer(), List.of(path), "", change.reach())));
        }

        static Optional<Undo> ofService(String name, Function<AccessChange, Revert> revert) {
            return AccessChange.ofService(name).map(change -> new Undo(change, () -> revert.apply(change)));
        }
    }

    /** Says before anything is done which changes the hosts undo, and which nothing undoes. */
    CompletionStage<List<Obstacle>> announced(
            List<PlannedStep> steps, CallContext ticket, Function<Fields, Optional<AccessChange>> change) {
        for (PlannedStep step : revert.isPresent() ? steps : List.<PlannedStep>of()) {
            change.apply(step.inputs()).ifPresent(found -> {
                String what = step.key().name();
                Fields host = (Fields) step.inputs().get(Hosts.HOST);
                ticket.say(
                        isRoot(host)
                                ? host.text("name") + " undoes the change of " + what + " after " + RevertTimer.SECONDS
                                        + " s unless a new connection reaches it (" + found.timer() + ".timer)"
                                : "the change of " + what + " is not guarded: if it cuts you off, only the console of "
                                        + "the host helps; log in as root, or set sudo = true for the host");
            });
        }
        return CompletableFuture.completedFuture(List.of());
    }

    /** Does something that may cut off the way to its host. */
    <T> T around(Fields inputs, CallContext ticket, Optional<Undo> undo, Blocking.Work<T> work) throws IOException {
        if (undo.isEmpty() || revert.isEmpty() || !(inputs.get(Hosts.HOST) instanceof Fields host) || !isRoot(host)) {
            return work.get();
        }
        var turn = turns.computeIfAbsent(host.text("address") + ":" + host.text("port"), each -> new ReentrantLock());
        turn.lock(); // one timer of a host guards one change at a time
        try {
            return guarded(host, ticket, undo.get(), revert.get(), work);
        } finally {
            turn.unlock();
        }
    }

    private <T> T guarded(Fields host, CallContext ticket, Undo undo, RevertTimer timers, Blocking.Work<T> work)
            throws IOException {
        AccessChange change = undo.change();
        Revert back = undo.revert().get();
        Optional<List<String>> kept = timers.arm(host, back, ticket);
        if (kept.isEmpty()) {
            ticket.say(host.text("name") + " has no systemd, so that nothing undoes the change if it cuts you off");
            return work.get();
        }
        long until = timer.nanos() + TimeUnit.SECONDS.toNanos(RevertTimer.SECONDS);
        CompletableFuture<T> done = Blocking.stage(work).toCompletableFuture();
        for (long pause : change.pauses()) {
            rest(Duration.ofMillis(pause), ticket);
            Optional<Boolean> isConfirmed = timers.confirm(host, back, ticket);
            if (isConfirmed.isPresent() && isConfirmed.get()) {
                return Outcome.of(done);
            } else if (isConfirmed.isPresent()) {
                break;
            }
        }
        rest(Duration.ofNanos(Math.max(0, until - timer.nanos())).plus(GRACE), ticket);
        for (int i = 0; i < LOOKS && !timers.reaches(host, ticket); i++) {
            rest(GRACE, ticket);
        }
        String name = host.text("name");
        String what = kept.get().isEmpty() ? "the service" : String.join(", ", kept.get());
        throw new Failure.Rejected(
                "after the change no new connection to " + name + " could be made, so " + name + " has put " + what
                        + " back" + Outcome.why(done),
                "correct what cuts you off, and run again");
    }

    /** How the change itself ended, which says nothing of whether the host is reached. */
    private static final class Outcome {
        static <T> T of(CompletableFuture<T> done) {
            try {
                return done.join();
            } catch (java.util.concurrent.CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }

        static String why(CompletableFuture<?> done) {
            return done.handle((value, error) -> error == null ? "" : "; before that, " + error.getMessage())
                    .join();
        }
    }

    private void rest(Duration time, CallContext ticket) {
        if (time.isZero()) {
            return;
        }
        var over = new CountDownLatch(1);
        Runnable off = timer.after(time, over::countDown);
        ticket.onCancel(over::countDown);
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure.Transient("interrupted while the host was to be reached again", "run again");
        } finally {
            off.run();
        }
    }

    private static boolean isRoot(Fields host) {
        return host.get("sudo") == BoolValue.TRUE
                || host.text("user").isEmpty()
                || host.text("user").equals("root");
    }
}

package dev.slipway.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.model.Claim;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.InvalidInputException;
import dev.slipway.model.Pool;
import dev.slipway.model.Secret;
import dev.slipway.model.TaskKey;
import dev.slipway.model.TaskOptions;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Deadlines;
import dev.slipway.provide.Failure;
import dev.slipway.provide.Secrets;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class CallerTest {
    private static final TaskKey A = new TaskKey("fake.thing", "a");
    private static final TaskOptions BRIEF =
            TaskOptions.NONE.timeout(Duration.ofSeconds(1)).attempts(1);
    private static final TaskOptions CLAIMS = TaskOptions.NONE.claims(List.of(new Claim("p", 1)));
    private static final Executor THREADS = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    });

    private final HeldTimer timer = new HeldTimer();
    private final Cancel cancel = new Cancel();
    private final Caller caller = new Caller(
            new Gates(List.of(new Pool("p", 1)), THREADS),
            timer,
            new RetryPolicy(new SplittableRandom(1)),
            new NoSecrets(),
            cancel,
            THREADS,
            kind -> Deadlines.PLAIN,
            event -> {});

    private static <T> CompletableFuture<T> never() {
        return new CompletableFuture<>();
    }

    private <T> CompletableFuture<T> look(TaskOptions rules, Function<CallContext, CompletionStage<T>> work) {
        return caller.look(A, rules, work).toCompletableFuture();
    }

    private static Throwable fails(CompletableFuture<?> call) {
        return ErrorText.cause(assertThrows(CompletionException.class, call::join));
    }

    @Test
    void whoIsSlowToCallOffHoldsUpNoDeadline() {
        var begun = new CompletableFuture<Void>();
        var closing = new CompletableFuture<Void>();
        var a = this.<Boolean>look(BRIEF, ticket -> {
            ticket.onCancel(closing::join);
            begun.complete(null);
            return never();
        });
        begun.join();
        timer.letGo();
        assertInstanceOf(Failure.class, fails(a));
        closing.complete(null);
    }

    @Test
    void aLookIsNotRepeatedBesideItself() {
        var calls = new java.util.concurrent.atomic.AtomicInteger();
        timer.letGo();
        fails(look(BRIEF.attempts(3), ticket -> {
            calls.incrementAndGet();
            return never();
        }));
        assertTrue(calls.get() <= 1, calls + " calls");
    }

    @Test
    void aCallThatWaitsForAPermitEndsWithItsTime() {
        var holding = new CompletableFuture<Void>();
        var first = new CompletableFuture<Boolean>();
        var holds = look(
                TaskOptions.NONE,
                ticket -> ticket.call("p", () -> {
                    holding.complete(null);
                    return first;
                }));
        holding.join();
        var waiting = new CompletableFuture<Void>();
        var ended = new CompletableFuture<Void>();
        var waits = look(BRIEF, ticket -> {
            var call = ticket.call("p", () -> CompletableFuture.completedFuture(true));
            call.whenComplete((value, error) -> ended.complete(null));
            waiting.complete(null);
            return call;
        });
        waiting.join();
        timer.letGo();
        fails(waits);
        ended.join();
        first.complete(true);
        assertTrue(holds.join());
        assertTrue(look(TaskOptions.NONE, ticket -> ticket.call("p", () -> CompletableFuture.completedFuture(true)))
                .join());
    }

    @Test
    void timeSpentWaitingForAPermitIsNotCountedByDefault() {
        var time = new ManualTimer();
        var patient = new Caller(
                new Gates(List.of(new Pool("p", 1)), THREADS),
                time,
                new RetryPolicy(new SplittableRandom(1)),
                new NoSecrets(),
                cancel,
                THREADS,
                kind -> Deadlines.PLAIN,
                event -> {});
        var first = new CompletableFuture<Boolean>();
        var asked = new CompletableFuture<Void>();
        var waiting = new CompletableFuture<Void>();
        Function<CompletableFuture<Boolean>, Function<CallContext, CompletionStage<Boolean>>> calls =
                answer -> ticket -> ticket.call("p", () -> {
                    asked.complete(null);
                    return answer;
                });
        var holds = patient.longLook(A, TaskOptions.NONE.timeout(Duration.ofDays(2)), calls.apply(first));
        asked.join();
        var waits = patient.look(A, TaskOptions.NONE, ticket -> {
                    var call = calls.apply(never()).apply(ticket);
                    waiting.complete(null);
                    return call;
                })
                .toCompletableFuture();
        waiting.join();
        for (int minute = 0; minute < 24 * 60; minute++) {
            time.pass(Duration.ofMinutes(1));
        }
        assertFalse(waits.isDone());
        first.complete(true);
        assertTrue(holds.toCompletableFuture().join());
        while (!waits.isDone()) {
            time.pass(Duration.ofMinutes(1));
        }
        assertInstanceOf(Failure.class, fails(waits));
    }

    @Test
    void aClaimCoversItsCalls() {
        assertTrue(look(CLAIMS, ticket -> ticket.call("p", () -> CompletableFuture.completedFuture(true)))
                .join());
    }

    @Test
    void claimsAndCallsAreCountedTogether() {
        var holding = new CompletableFuture<Void>();
        var claimed = new CompletableFuture<Boolean>();
        look(CLAIMS, ticket -> {
            holding.complete(null);
            return claimed;
        });
        holding.join();
        var asked = new CompletableFuture<Void>();
        var called = new CompletableFuture<Boolean>();
        var other = look(TaskOptions.NONE, ticket -> {
            var call = ticket.call("p", () -> CompletableFuture.completedFuture(called.complete(true)));
            asked.complete(null);
            return call;
        });
        asked.join();
        assertFalse(called.isDone());
        claimed.complete(true);
        assertTrue(other.join());
    }

    @Test
    void aClaimComesBackHoweverTheCallEnds() {
        fails(look(CLAIMS.attempts(1), ticket -> {
            throw new StackOverflowError();
        }));
        timer.letGo();
        fails(look(CLAIMS.timeout(Duration.ofSeconds(1)).attempts(1), ticket -> never()));
        cancel.stop();
        assertTrue(
                look(CLAIMS, ticket -> CompletableFuture.completedFuture(true)).join());
    }

    @Test
    void aClaimAboveTheLimitTakesAllThereIs() {
        assertTrue(look(
                        TaskOptions.NONE.claims(List.of(new Claim("p", 7), new Claim("p", 7))),
                        ticket -> CompletableFuture.completedFuture(true))
                .join());
    }

    @Test
    void anAnswerThatIsNoneIsAFailure() {
        assertInstanceOf(Failure.class, fails(look(BRIEF, ticket -> CompletableFuture.completedFuture(null))));
    }

    @Test
    void whatIsRefusedIsToldInItsOwnWords() {
        var failure = (Failure) fails(look(BRIEF, ticket -> {
            throw new InvalidInputException("there is no secret x", "the source has none", "set it");
        }));
        assertEquals("there is no secret x: the source has none", failure.getMessage());
        assertEquals("set it", failure.fix());
    }

    /** A clock that cannot count that far, an executor that takes nobody: whatever breaks, the call ends. */
    @Test
    void aCallEndsWhateverBreaks() {
        var broken = new Caller(
                new Gates(List.of(), THREADS),
                new Timer() {
                    @Override
                    public long nanos() {
                        return 0;
                    }

                    @Override
                    public Runnable after(Duration delay, Runnable action) {
                        if (delay.equals(Deadlines.PLAIN.read())) {
                            return () -> {};
                        }
                        throw new ArithmeticException("long overflow");
                    }
                },
                new RetryPolicy(new SplittableRandom(1)),
                new NoSecrets(),
                new Cancel(),
                THREADS,
                kind -> Deadlines.PLAIN,
                event -> {});
        assertInstanceOf(
                Failure.class,
                fails(broken.look(A, BRIEF, ticket -> CompletableFuture.completedFuture(true))
                        .toCompletableFuture()));
        var busy = broken.<Boolean>look(
                A, TaskOptions.NONE, ticket -> CompletableFuture.failedFuture(new Failure.Transient("busy", "")));
        assertInstanceOf(Failure.Transient.class, fails(busy.toCompletableFuture()));
    }

    @Test
    void whoCannotBeCalledOffKeepsNobodyElseFromIt() {
        var calledOff = new CompletableFuture<Void>();
        cancel.onCancelled(() -> {
            throw new IllegalStateException("cannot");
        });
        cancel.onCancelled(() -> calledOff.complete(null));
        cancel.stop();
        cancel.stop();
        assertTrue(calledOff.isDone());
    }

    private static final class NoSecrets implements Secrets {
        @Override
        public String reveal(Secret secret) {
            throw new IllegalStateException();
        }

        @Override
        public Secret identify(Secret secret) {
            return secret;
        }

        @Override
        public Secret conceal(String value) {
            throw new IllegalStateException();
        }

        @Override
        public Fingerprint digest(String value) {
            return Fingerprint.ZERO;
        }
    }
}

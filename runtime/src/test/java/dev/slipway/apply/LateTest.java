package dev.slipway.apply;

import static dev.slipway.apply.Rig.graph;
import static dev.slipway.apply.Rig.thing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.model.TaskOptions;
import dev.slipway.provide.Failure;
import dev.slipway.work.HeldTimer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls whose time is over while they still run. */
@Timeout(30)
class LateTest {
    private static final TaskOptions BRIEF = TaskOptions.NONE.timeout(Duration.ofSeconds(1));

    private final CompletableFuture<Void> answer = new CompletableFuture<>();
    private final HeldTimer timer = new HeldTimer();
    private final Rig rig = new Rig();

    /** The first creation runs until it is answered, and its time is over. */
    private void late(Runnable timeIsOver) {
        var first = new AtomicBoolean(true);
        rig.timer = timer;
        rig.world.before = call -> {
            if (!call.equals("create a") || !first.getAndSet(false)) {
                return CompletableFuture.completedFuture(null);
            }
            CompletableFuture.runAsync(timeIsOver);
            return answer;
        };
    }

    @Test
    void nothingIsTriedBesideACallThatStillRuns() {
        late(timer::letGo);
        Outcome outcome = rig.up(graph(thing("a", BRIEF)));
        assertFalse(outcome.isGood());
        assertTrue(
                outcome.problems().get(0).fix().contains("run again"),
                outcome.problems().toString());
        assertEquals(0, rig.world.count("recover"));
        assertEquals(1, rig.store.read().doubts().size());
        answer.complete(null);
        while (!rig.world.has("a")) {
            Thread.onSpinWait(); // whoever called may not have heard yet
        }
        assertEquals(1, rig.world.creates.get("a"));
        new Rig(rig.store, rig.world).upOk(graph(thing("a", BRIEF)));
        assertEquals(1, rig.world.creates.get("a"));
    }

    @Test
    void norBesideOneThatHoldsItsThread() {
        late(timer::letGo);
        var asked = rig.world.before;
        rig.world.before = call -> {
            asked.apply(call).toCompletableFuture().join();
            return CompletableFuture.completedFuture(null);
        };
        assertFalse(rig.up(graph(thing("a", BRIEF))).isGood());
        assertEquals(0, rig.world.count("recover"));
        assertEquals(1, rig.store.read().doubts().size());
        answer.complete(null);
    }

    @Test
    void anAnswerThatComesALittleLateIsAnAnswer() {
        late(timer::turn);
        rig.world.onCancel = () -> answer.complete(null);
        rig.upOk(graph(thing("a", BRIEF)));
        assertEquals(1, rig.world.creates.get("a"));
        assertEquals(0, rig.world.count("recover"));
    }

    @Test
    void whatCouldBeCalledOffIsSettledAndMadeAgain() {
        late(timer::turn);
        rig.world.onCancel = () -> answer.completeExceptionally(new Failure.Transient("closed", ""));
        rig.upOk(graph(thing("a", BRIEF)));
        assertEquals(1, rig.world.count("recover"));
        assertEquals(1, rig.world.creates.get("a"));
    }

    @Test
    void aDoubtThatCannotBeLookedIntoHoldsUpNobody() {
        rig.world.fault("create a", new Failure.InDoubt("lost", ""), true);
        rig.world.fault("recover a", new Failure.Rejected("down", ""), false);
        assertFalse(rig.up(graph(thing("a", BRIEF))).isGood());
        Rig next = new Rig(rig.store, rig.world);
        next.timer = timer;
        rig.world.before = call -> {
            if (call.equals("recover a")) {
                CompletableFuture.runAsync(timer::letGo);
                return answer;
            }
            return CompletableFuture.completedFuture(null);
        };
        assertFalse(next.up(graph(thing("a", BRIEF), thing("b"))).isGood());
        assertTrue(rig.world.has("b"));
    }
}

package dev.slipway.apply;

import static dev.slipway.apply.Rig.graph;
import static dev.slipway.apply.Rig.key;
import static dev.slipway.apply.Rig.thing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.events.Beside;
import dev.slipway.graph.Graph;
import dev.slipway.model.Event;
import dev.slipway.model.Fields;
import dev.slipway.model.InvalidInputException;
import dev.slipway.model.TaskOptions;
import dev.slipway.plan.Action;
import dev.slipway.plan.Cause;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Step;
import dev.slipway.provide.Failure;
import dev.slipway.store.LockOwner;
import dev.slipway.store.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Plans that are made without the lock, after an interrupted run or beside one that is at work. */
@Timeout(30)
class OnlookerTest {
    private final Rig rig = new Rig();

    private static Step step(Plan plan, String name) {
        return plan.steps().stream()
                .filter(step -> step.key().equals(key(name)))
                .findFirst()
                .orElseThrow();
    }

    private Rig other() {
        return new Rig(rig.store, rig.world);
    }

    /** A run that ended in the middle of creating something. */
    private void interrupted(String call, Graph graph) {
        rig.world.before = asked -> {
            if (asked.equals(call)) {
                rig.cancel.stop();
                rig.cancel.stop();
                return new CompletableFuture<>();
            }
            return CompletableFuture.completedFuture(null);
        };
        rig.up(graph);
        rig.world.before = asked -> CompletableFuture.completedFuture(null);
    }

    @Test
    void aPlanLeavesWhatWasInterruptedToTheNextUp() {
        Graph graph = graph(thing("a"), thing("b", TaskOptions.NONE.after(List.of(key("a")))));
        interrupted("create a", graph);
        int before = rig.store.read().doubts().size();
        Plan plan = other().plan(graph);
        assertEquals(Cause.INTERRUPTED, step(plan, "a").cause());
        assertEquals(Action.HOLD, step(plan, "a").action());
        assertTrue(plan.unread().isEmpty(), "it is no failure to read");
        assertFalse(plan.isEmpty());
        assertEquals(0, rig.world.count("recover"), rig.world.calls.toString());
        assertEquals(before, rig.store.read().doubts().size());
        other().upOk(graph);
        assertEquals(1, rig.world.count("recover"));
        assertTrue(other().plan(graph).isEmpty());
    }

    @Test
    void whatWasInterruptedAndIsDeclaredNoLongerIsLeftToo() {
        interrupted("create a", graph(thing("a")));
        Plan plan = other().plan(graph());
        assertEquals(Cause.INTERRUPTED, step(plan, "a").cause());
        assertEquals(0, rig.world.count("recover"));
    }

    @Test
    void whatARunHasJustMadeIsNotForeign() {
        Graph graph = graph(thing("a"), thing("b", TaskOptions.NONE.after(List.of(key("a")))));
        Rig beside = other();
        var plans = new ArrayList<Plan>();
        Snapshot early = rig.store.read();
        rig.world.before = call -> {
            if (call.equals("create b")) {
                rig.world.before = nested -> CompletableFuture.completedFuture(null);
                plans.add(beside.plan(graph));
                plans.add(beside.engine().plan(graph, early, beside.options));
            }
            return CompletableFuture.completedFuture(null);
        };
        rig.upOk(graph);
        assertEquals(2, plans.size());
        Plan fresh = plans.get(0);
        assertEquals(Action.SKIP, step(fresh, "a").action());
        assertEquals("being applied by pid 1", step(fresh, "b").note());
        Plan stale = plans.get(1);
        assertEquals(Cause.UNDER_WAY, step(stale, "a").cause(), "it was made after that plan was begun");
        assertEquals(0, rig.world.count("recover"));
        var busy = (Event.Busy) beside.events.stream()
                .filter(Event.Busy.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertEquals(1, busy.done());
        assertEquals(2, busy.total());
        assertTrue(
                Beside.words(busy).matches("up is running since \\d\\d:\\d\\d, pid 1: 1 of 2 done"),
                Beside.words(busy));
    }

    @Test
    void aRunThatHasEndedMeanwhileWasNotInterrupted() {
        Graph graph = graph(thing("a"));
        var begun = new ArrayList<Snapshot>();
        rig.world.before = call -> {
            if (call.equals("create a")) {
                begun.add(rig.store.read());
            }
            return CompletableFuture.completedFuture(null);
        };
        rig.upOk(graph);
        Plan plan = other().engine().plan(graph, begun.get(0), rig.options);
        assertEquals(Cause.UNDER_WAY, step(plan, "a").cause());
        assertEquals(
                "another run has changed it while this plan was made",
                step(plan, "a").note());
    }

    @Test
    void whatARunHasMadeThatEndsMeanwhileIsNotForeign() {
        Graph graph = graph(thing("a"));
        Snapshot early = rig.store.read();
        rig.upOk(graph);
        var run = rig.store.lock(new LockOwner("anna", "here", 1, "slipway up", 0), event -> {});
        rig.world.before = call -> {
            if (call.equals("read a")) {
                run.close();
            }
            return CompletableFuture.completedFuture(null);
        };
        Plan plan = other().engine().plan(graph, early, rig.options);
        assertEquals(Action.SKIP, step(plan, "a").action());
    }

    @Test
    void whatARunHasJustDeletedIsNotDrift() {
        rig.upOk(graph(thing("a"), thing("b", TaskOptions.NONE.after(List.of(key("a"))))));
        Graph both = graph(thing("a"), thing("b", TaskOptions.NONE.after(List.of(key("a")))));
        var plans = new ArrayList<Plan>();
        Snapshot early = rig.store.read();
        rig.world.before = call -> {
            if (call.equals("delete a")) {
                rig.world.before = nested -> CompletableFuture.completedFuture(null);
                plans.add(other().engine().plan(both, early, rig.options));
            }
            return CompletableFuture.completedFuture(null);
        };
        rig.upOk(graph());
        Map<String, Action> actions = Rig.actions(plans.get(0));
        assertEquals(Action.HOLD, actions.get("b"));
        assertFalse(plans.get(0).steps().stream().anyMatch(step -> step.cause() == Cause.VANISHED));
    }

    @Test
    void withoutARunWhatIsForeignIsForeign() {
        rig.world.foreign("a", Fields.NONE);
        var refused = assertThrows(InvalidInputException.class, () -> rig.plan(graph(thing("a"))));
        assertTrue(refused.getMessage().contains("Slipway did not make it"), refused.getMessage());
    }

    @Test
    void aRunThatEndsWhileAPlanIsMadeIsNoReasonToRefuse() {
        Graph graph = graph(thing("a"));
        var first = new boolean[] {true};
        rig.world.before = call -> {
            if (call.equals("read a") && first[0]) {
                first[0] = false;
                other().upOk(graph);
            }
            return CompletableFuture.completedFuture(null);
        };
        assertTrue(rig.plan(graph).isEmpty());
    }

    @Test
    void theLockHolderStillSaysWhatItCouldNotSettle() {
        interrupted("create a", graph(thing("a")));
        rig.world.fault("recover a", new Failure.Rejected("down", ""), false);
        Outcome outcome = other().up(graph(thing("a")));
        assertTrue(
                outcome.problems().get(0).why().contains("could not be settled"),
                outcome.problems().toString());
    }
}

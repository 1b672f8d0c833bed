package dev.slipway.apply;

import static dev.slipway.apply.Rig.actions;
import static dev.slipway.apply.Rig.graph;
import static dev.slipway.apply.Rig.key;
import static dev.slipway.apply.Rig.ref;
import static dev.slipway.apply.Rig.text;
import static dev.slipway.apply.Rig.thing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.graph.Graph;
import dev.slipway.model.Effect;
import dev.slipway.model.Fields;
import dev.slipway.model.InvalidInputException;
import dev.slipway.model.Pure;
import dev.slipway.model.TaskKey;
import dev.slipway.model.TaskOptions;
import dev.slipway.plan.Action;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Step;
import dev.slipway.provide.Failure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OwnershipTest {
    private final Rig rig = new Rig();

    @Test
    void neverTouchesWhatSomebodyElseMade() {
        rig.world.foreign("a", Fields.of("size", 7));
        var refused = assertThrows(InvalidInputException.class, () -> rig.plan(graph(thing("a", "size", 1))));
        assertTrue(refused.getMessage().contains("exists already as t1"), refused.getMessage());
        assertEquals("7", rig.world.thing("a").text("size"));
    }

    @Test
    void adoptsWhenToldTo() {
        rig.world.foreign("a", Fields.of("size", 7));
        Graph graph = graph(thing("a", TaskOptions.NONE.adopt(true), "size", 1));
        assertEquals(Map.of("a", Action.ADOPT), actions(rig.plan(graph)));
        rig.upOk(graph);
        assertEquals("1", rig.world.thing("a").text("size"));
        assertEquals(Map.of(), rig.world.creates);
        assertTrue(rig.plan(graph).isEmpty());
    }

    @Test
    void protectionOutlivesTheLine() {
        rig.upOk(graph(thing("a", TaskOptions.NONE.protect(true))));
        rig.upOk(graph());
        assertTrue(rig.world.has("a"));
        assertEquals(
                List.of(key("a")),
                rig.plan(graph()).kept().stream().map(Step::key).toList());
        assertTrue(rig.plan(graph()).isEmpty());
        rig.options = rig.options.release(Set.of(thing("a").key()));
        rig.upOk(graph());
        assertFalse(rig.world.has("a"));
    }

    @Test
    void protectionIsLiftedByDeclaringIt() {
        rig.upOk(graph(thing("a", TaskOptions.NONE.protect(true))));
        assertEquals(Map.of("a", Action.NOTE), actions(rig.plan(graph(thing("a")))));
        rig.upOk(graph(thing("a")));
        rig.upOk(graph());
        assertFalse(rig.world.has("a"));
    }

    @Test
    void movesWithoutTouchingTheWorld() {
        rig.upOk(graph(thing("a")));
        var renamed = new dev.slipway.model.Effect(
                thing("b").key(),
                thing("a").inputs(),
                TaskOptions.NONE.formerly(List.of(thing("a").key())),
                thing("a").origin());
        Plan plan = rig.plan(graph(renamed));
        assertEquals(Map.of("b", Action.NOTE), actions(plan));
        rig.world.calls.clear();
        rig.upOk(graph(renamed));
        assertEquals(
                List.of("list"),
                rig.world.calls.stream().filter(c -> !c.startsWith("token")).toList());
        assertEquals(Set.of(thing("b").key()), rig.store.read().records().keySet());
        assertTrue(rig.plan(graph(renamed)).isEmpty());
    }

    @Test
    void aRenameThatCannotBeDecidedYetDeletesNothing() {
        rig.timer = new TurnedTimer();
        rig.world.lists = false;
        var host = thing("host");
        rig.upOk(graph(host, thing("a", "from", ref(host, "address"))));
        for (int i = 0; i < 9; i++) {
            rig.world.fault("token host", new Failure.Rejected("unreachable", ""), false);
        }
        var renamed = new Effect(
                key("b"),
                thing("a", "from", ref(host, "address")).inputs(),
                TaskOptions.NONE.formerly(List.of(key("a"))),
                host.origin());
        assertEquals(Map.of("host", Action.HOLD, "b", Action.HOLD), actions(rig.plan(graph(host, renamed))));
        rig.up(graph(host, renamed));
        assertTrue(rig.world.has("a"));
    }

    @Test
    void protectionIsInForceFromTheMomentItIsDeclared() {
        rig.upOk(graph(thing("a", "zone", "x")));
        var protectedNow = thing("a", TaskOptions.NONE.protect(true), "zone", "y");
        assertThrows(InvalidInputException.class, () -> rig.plan(graph(protectedNow)));
    }

    @Test
    void aRenamedComputationIsNotRunAgain() {
        var t = text("t", "x", 1);
        rig.upOk(graph(t));
        var renamed = new Pure(
                new TaskKey("fake.text", "u"),
                t.inputs(),
                List.of(),
                TaskOptions.NONE.formerly(List.of(t.key())),
                t.origin());
        assertEquals(Map.of("u", Action.NOTE), actions(rig.plan(graph(renamed))));
        rig.upOk(graph(renamed));
        assertEquals(Map.of("t", 1), rig.ran);
        assertEquals(Set.of(renamed.key()), rig.store.read().records().keySet());
        assertTrue(rig.plan(graph(renamed)).isEmpty());
    }

    @Test
    void adoptsWhatCouldNotBeLookedAtWhilePlanning() {
        rig.world.foreign("b", Fields.of("size", 1));
        var a = thing("a");
        Graph graph = graph(a, thing("b", TaskOptions.NONE.adopt(true), "size", 2, "from", ref(a, "address")));
        rig.upOk(graph);
        assertEquals("2", rig.world.thing("b").text("size"));
        assertEquals(2, rig.world.size());
        assertTrue(rig.plan(graph).isEmpty());
    }

    @Test
    void adoptsOnlyWhatIsStillAsItWasWhenPlanned() {
        rig.world.foreign("a", Fields.of("size", 7));
        Graph graph = graph(thing("a", TaskOptions.NONE.adopt(true), "size", 1));
        Plan plan = rig.plan(graph);
        rig.world.meddle("a", "size", 9);
        Outcome outcome = rig.engine().apply(plan, rig.options, Rig.OWNER);
        assertFalse(outcome.isGood());
        assertTrue(outcome.problems().get(0).why().contains("changed since the plan"));
        assertEquals("9", rig.world.thing("a").text("size"));
        assertTrue(rig.store.read().records().isEmpty());
        Plan gone = rig.plan(graph);
        rig.world.vanish("a");
        assertFalse(rig.engine().apply(gone, rig.options, Rig.OWNER).isGood());
    }

    @Test
    void doesNotAdoptWhatItWouldHaveToReplace() {
        rig.world.foreign("a", Fields.of("zone", "x"));
        var refused = assertThrows(
                InvalidInputException.class,
                () -> rig.plan(graph(thing("a", TaskOptions.NONE.adopt(true), "zone", "y"))));
        assertTrue(refused.getMessage().contains("zone"), refused.getMessage());
        assertTrue(refused.getMessage().contains("t1"), refused.getMessage());
    }
}

package dev.slipway.apply;

import static dev.slipway.apply.Rig.actions;
import static dev.slipway.apply.Rig.graph;
import static dev.slipway.apply.Rig.thing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.graph.Graph;
import dev.slipway.model.DriftPolicy;
import dev.slipway.model.TaskOptions;
import dev.slipway.plan.Action;
import dev.slipway.plan.Plan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DriftTest {
    private final Rig rig = new Rig();

    @Test
    void tellsDriftFromChangeAndRevertsIt() {
        Graph graph = graph(thing("a", "size", 1));
        rig.upOk(graph);
        rig.world.meddle("a", "size", 9);
        Plan plan = rig.plan(graph);
        assertEquals(Map.of("a", Action.UPDATE), actions(plan));
        assertTrue(plan.steps().get(0).changes().get(0).drift());
        rig.upOk(graph);
        assertEquals("1", rig.world.thing("a").text("size"));
        assertTrue(rig.plan(graph).isEmpty());
    }

    @Test
    void tellsOfBothWhenOneFieldMovedInTheWorldAndInTheDeclaration() {
        rig.upOk(graph(thing("a", "size", 1)));
        rig.world.meddle("a", "size", 9);
        Graph graph = graph(thing("a", "size", 2));
        Plan plan = rig.plan(graph);
        assertEquals(
                List.of("size 9 -> 1 true", "size 9 -> 2 false"),
                plan.steps().get(0).changes().stream()
                        .map(change ->
                                change.path() + " " + change.before() + " -> " + change.after() + " " + change.drift())
                        .toList());
        rig.upOk(graph);
        assertEquals("2", rig.world.thing("a").text("size"));
        assertTrue(rig.plan(graph).isEmpty());
    }

    @Test
    void acceptsDriftWhenToldToAndKeepsItThroughOtherChanges() {
        var rules = TaskOptions.NONE.drift(Map.of("size", DriftPolicy.ACCEPT));
        rig.upOk(graph(thing("a", rules, "size", 1)));
        rig.world.meddle("a", "size", 9);
        assertEquals(Map.of("a", Action.NOTE), actions(rig.plan(graph(thing("a", rules, "size", 1)))));
        rig.upOk(graph(thing("a", rules, "size", 1)));
        assertTrue(rig.plan(graph(thing("a", rules, "size", 1))).isEmpty());
        rig.upOk(graph(thing("a", rules, "size", 1, "tags", List.of("x"))));
        assertEquals("9", rig.world.thing("a").text("size"));
        rig.upOk(graph(thing("a", rules, "size", 2, "tags", List.of("x"))));
        assertEquals("2", rig.world.thing("a").text("size"));
    }

    @Test
    void leavesIgnoredFieldsToOthers() {
        var rules = TaskOptions.NONE.drift(Map.of("size", DriftPolicy.IGNORE));
        rig.upOk(graph(thing("a", rules, "size", 1)));
        rig.world.meddle("a", "size", 9);
        rig.upOk(graph(thing("a", rules, "size", 3, "tags", List.of("x"))));
        assertEquals("9", rig.world.thing("a").text("size"));
        assertEquals("[x]", rig.world.thing("a").text("tags"));
    }

    @Test
    void createsAgainWhatVanished() {
        Graph graph = graph(thing("a"));
        rig.upOk(graph);
        rig.world.vanish("a");
        assertEquals(Map.of("a", Action.CREATE), actions(rig.plan(graph)));
        rig.upOk(graph);
        assertTrue(rig.world.has("a"));
    }

    @Test
    void forgetsWhatVanishedAndIsNoLongerDeclared() {
        rig.upOk(graph(thing("a")));
        rig.world.vanish("a");
        assertEquals(Map.of("a", Action.FORGET), actions(rig.plan(graph())));
        rig.upOk(graph());
        assertTrue(rig.store.read().records().isEmpty());
    }

    @Test
    void whatTheWorldHasAlreadyIsNotDoneAgain() {
        rig.upOk(graph(thing("a", "size", 1)));
        rig.world.meddle("a", "size", 7);
        Graph graph = graph(thing("a", "size", 7));
        assertEquals(Map.of("a", Action.NOTE), actions(rig.plan(graph)));
        rig.upOk(graph);
        assertEquals(0, rig.world.count("update"));
        assertTrue(rig.plan(graph).isEmpty());
    }
}

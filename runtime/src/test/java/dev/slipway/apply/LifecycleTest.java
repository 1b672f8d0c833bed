package dev.slipway.apply;

import static dev.slipway.apply.Rig.actions;
import static dev.slipway.apply.Rig.graph;
import static dev.slipway.apply.Rig.probe;
import static dev.slipway.apply.Rig.ref;
import static dev.slipway.apply.Rig.text;
import static dev.slipway.apply.Rig.thing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.graph.Graph;
import dev.slipway.model.Fields;
import dev.slipway.model.TaskOptions;
import dev.slipway.plan.Action;
import dev.slipway.plan.Plan;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LifecycleTest {
    private final Rig rig = new Rig();

    @Test
    void createsThenHasNothingToDo() {
        var a = thing("a", "size", 1);
        var b = thing("b", "from", ref(a, "address"));
        Graph graph = graph(b, a);
        assertEquals(Map.of("a", Action.CREATE, "b", Action.CREATE), actions(rig.plan(graph)));
        rig.upOk(graph);
        assertEquals("10.0.0.1", rig.world.thing("b").text("from"));
        assertTrue(rig.plan(graph).isEmpty());
        long calls = rig.world.calls.size();
        rig.upOk(graph);
        assertEquals(2, rig.world.size());
        assertTrue(rig.world.calls.subList((int) calls, rig.world.calls.size()).stream()
                .noneMatch(call -> call.startsWith("update") || call.startsWith("create")));
    }

    @Test
    void aSecondRunAsksForOneListingOnly() {
        Graph graph = graph(thing("a"), thing("b"), thing("c"));
        rig.upOk(graph);
        rig.upOk(graph);
        int before = rig.world.calls.size();
        rig.upOk(graph);
        assertEquals(List.of("list"), rig.world.calls.subList(before, rig.world.calls.size()));
    }

    @Test
    void changesInPlaceAndOnlyWhatChanged() {
        var a = thing("a", "size", 1);
        rig.upOk(graph(a, thing("b", "from", ref(a, "address"))));
        var bigger = thing("a", "size", 2);
        Graph next = graph(bigger, thing("b", "from", ref(bigger, "address")));
        Plan plan = rig.plan(next);
        assertEquals(Map.of("a", Action.UPDATE), actions(plan));
        assertEquals("size", plan.steps().get(0).changes().get(0).path().toString());
        rig.upOk(next);
        assertEquals("2", rig.world.thing("a").text("size"));
        assertEquals(0, rig.world.count("update b"));
    }

    @Test
    void replacesWhatCannotBeChangedInPlace() {
        rig.upOk(graph(thing("a", "zone", "x")));
        Graph next = graph(thing("a", "zone", "y"));
        assertEquals(Map.of("a", Action.REPLACE), actions(rig.plan(next)));
        rig.upOk(next);
        assertEquals("y", rig.world.thing("a").text("zone"));
        assertEquals(1, rig.world.size());
        assertEquals(2, rig.world.creates.get("a"));
    }

    @Test
    void createsFirstWhenAskedAndDeletesTheFormerAfterItsUsersHaveChangedOver() {
        var rules = TaskOptions.NONE.createFirst(true);
        var a = thing("a", rules, "zone", "x");
        rig.upOk(graph(a, thing("b", "from", ref(a, "address"))));
        var moved = thing("a", rules, "zone", "y");
        Graph next = graph(moved, thing("b", "from", ref(moved, "address")));
        assertEquals(Map.of("a", Action.REPLACE, "b", Action.UPDATE, "a t1", Action.DELETE), actions(rig.plan(next)));
        rig.world.calls.clear();
        rig.upOk(next);
        List<String> acts = rig.world.calls.stream()
                .filter(call -> call.matches("(create|update|delete) .*"))
                .toList();
        assertEquals(List.of("create a", "update b", "delete a"), acts);
        assertEquals("10.0.0.3", rig.world.thing("b").text("from"));
        assertEquals(2, rig.world.size());
        assertTrue(rig.plan(next).isEmpty());
    }

    @Test
    void replacesOnRequest() {
        Graph graph = graph(thing("a"));
        rig.upOk(graph);
        rig.options = rig.options.replace(Set.of(thing("a").key()));
        assertEquals(Map.of("a", Action.REPLACE), actions(rig.plan(graph)));
        rig.upOk(graph);
        assertEquals(2, rig.world.creates.get("a"));
    }

    @Test
    void deletesWhatIsNoLongerDeclaredDependentsFirst() {
        var a = thing("a");
        var b = thing("b", "from", ref(a, "address"));
        rig.upOk(graph(a, b, thing("c", "from", ref(b, "address"))));
        rig.world.calls.clear();
        rig.upOk(graph());
        assertEquals(
                List.of("delete c", "delete b", "delete a"),
                rig.world.calls.stream()
                        .filter(call -> call.startsWith("delete"))
                        .toList());
        assertEquals(0, rig.world.size());
        assertTrue(rig.store.read().records().isEmpty());
    }

    @Test
    void tearsDownEverything() {
        var a = thing("a");
        Graph graph = graph(a, thing("b", "from", ref(a, "address")), text("t", "x", 1));
        rig.upOk(graph);
        rig.options = rig.options.teardown(true);
        assertEquals(Map.of("a", Action.DELETE, "b", Action.DELETE, "t", Action.FORGET), actions(rig.plan(graph)));
        rig.upOk(graph);
        assertEquals(0, rig.world.size());
    }

    @Test
    void computesWhilePlanningAndShowsTheResult() {
        var t = text("t", "x", "hello");
        Graph graph = graph(t, thing("a", "from", ref(t, "text")));
        Plan plan = rig.plan(graph);
        assertEquals("hello", plan.steps().get(1).task().inputs().text("from"));
        rig.upOk(graph);
        rig.upOk(graph);
        assertEquals(2, rig.ran.get("t"), "once for the plan alone, once for the first run");
    }

    @Test
    void anEqualResultStopsTheWorkBelow() {
        var t = text("t", "x", "ab");
        rig.upOk(graph(t, thing("a", "size", ref(t, "length"))));
        var other = text("t", "x", "cd");
        assertEquals(
                Map.of("t", Action.RUN), actions(rig.plan(graph(other, thing("a", "size", ref(other, "length"))))));
    }

    @Test
    void looksAtTheWorldOnceInARun() {
        rig.probes.put("p", Fields.of("size", 5));
        var p = probe("p");
        Graph graph = graph(p, thing("a", "size", ref(p, "size")));
        rig.upOk(graph);
        assertEquals(1, rig.ran.get("p"));
        assertEquals("5", rig.world.thing("a").text("size"));
    }

    @Test
    void aLookAfterAnEffectWaitsForIt() {
        rig.probes.put("p", Fields.of("size", 5));
        var a = thing("a");
        var p = probe("p", "of", ref(a, "address"));
        Graph graph = graph(a, p, thing("b", "size", ref(p, "size")));
        assertEquals(Action.READ, actions(rig.plan(graph)).get("p"));
        rig.upOk(graph);
        assertEquals("5", rig.world.thing("b").text("size"));
        assertTrue(rig.plan(graph).isEmpty());
    }
}

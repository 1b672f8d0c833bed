package dev.slipway.apply;

import static dev.slipway.apply.Rig.actions;
import static dev.slipway.apply.Rig.key;
import static dev.slipway.apply.Rig.probe;
import static dev.slipway.apply.Rig.ref;
import static dev.slipway.apply.Rig.thing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.graph.Graph;
import dev.slipway.model.Effect;
import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.ForEach;
import dev.slipway.model.Origin;
import dev.slipway.model.Ref;
import dev.slipway.model.TaskOptions;
import dev.slipway.model.Value;
import dev.slipway.plan.Action;
import dev.slipway.plan.Plan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FanTest {
    private final Rig rig = new Rig();

    private static ForEach each(Value over) {
        var worker = new Effect(
                key("worker"),
                Fields.of("name", ForEach.each("pool", "name"), "size", ForEach.each("pool", "size")),
                TaskOptions.NONE,
                Origin.NONE);
        return new ForEach("pool", over, List.of(worker), Origin.NONE);
    }

    private static Value elements(Object... namesAndSizes) {
        var items = new java.util.ArrayList<>();
        for (int i = 0; i < namesAndSizes.length; i += 2) {
            items.add(Map.of("name", namesAndSizes[i], "size", namesAndSizes[i + 1]));
        }
        return Value.of(items);
    }

    @Test
    void aKnownCollectionIsPlannedAtOnce() {
        Graph graph = Graph.builder().add(each(elements("a", 1, "b", 2))).build();
        assertEquals(Map.of("worker[a]", Action.CREATE, "worker[b]", Action.CREATE), actions(rig.plan(graph)));
        rig.upOk(graph);
        assertEquals("2", rig.world.thing("b").text("size"));
        assertTrue(rig.plan(graph).isEmpty());
    }

    @Test
    void aCollectionThatIsLookedUpIsPlannedAtOnceToo() {
        rig.probes.put("p", Fields.of("found", elements("a", 1)));
        var p = probe("p");
        Graph graph = Graph.builder().add(p).add(each(ref(p, "found"))).build();
        assertEquals(Map.of("worker[a]", Action.CREATE), actions(rig.plan(graph)));
        assertEquals(1, rig.ran.get("p"), "looked at once, although the graph was walked twice");
    }

    @Test
    void anUnknownCollectionIsDeferredShownAndPlannedInASecondRound() {
        rig.probes.put("p", Fields.of("found", elements("a", 1, "b", 2)));
        var host = thing("host");
        var p = probe("p", "of", ref(host, "address"));
        var user = thing(
                "user",
                "from",
                new Ref(
                        new ForEach("pool", Value.of("x"), List.of(), Origin.NONE).key(),
                        FieldPath.of("a", "address")));
        Graph graph = Graph.builder()
                .add(host)
                .add(p)
                .add(each(ref(p, "found")))
                .add(user)
                .build();
        Plan first = rig.plan(graph);
        assertTrue(first.hasDeferred());
        assertEquals(
                Map.of("host", Action.CREATE, "p", Action.READ, "pool", Action.DEFER, "user", Action.DEFER),
                actions(first));
        Outcome outcome = rig.upOk(graph);
        assertEquals(4, rig.world.size());
        assertEquals(
                rig.world.thing("a").text("address"), rig.world.thing("user").text("from"));
        assertEquals(0, outcome.count(Outcome.Status.DEFERRED));
        Plan last = rig.plan(graph);
        assertFalse(last.hasDeferred());
        assertTrue(last.isEmpty());
    }

    @Test
    void anElementThatLeavesTakesItsTaskAlong() {
        rig.upOk(Graph.builder().add(each(elements("a", 1, "b", 2))).build());
        rig.upOk(Graph.builder().add(each(elements("b", 2))).build());
        assertEquals(1, rig.world.size());
        assertTrue(rig.world.has("b"));
        assertEquals(0, rig.world.count("update"));
    }

    @Test
    void theSecondRoundIsAskedForToo() {
        rig.probes.put("p", Fields.of("found", elements("a", 1)));
        var host = thing("host");
        var p = probe("p", "of", ref(host, "address"));
        Graph graph =
                Graph.builder().add(host).add(p).add(each(ref(p, "found"))).build();
        var asked = new java.util.ArrayList<Plan>();
        rig.engine().up(graph, rig.options, Rig.OWNER, plan -> asked.add(plan) && asked.size() == 1);
        assertEquals(2, asked.size());
        assertEquals(1, rig.world.size());
    }

    @Test
    void aCollectionThatIsUnknownAgainDeletesNothing() {
        rig.probes.put("p", Fields.of("found", elements("a", 1)));
        var host = thing("host", "size", 1);
        var p = probe("p", "of", ref(host, "size"));
        Graph graph =
                Graph.builder().add(host).add(p).add(each(ref(p, "found"))).build();
        rig.upOk(graph);
        var bigger = thing("host", "size", 2);
        var again = probe("p", "of", ref(bigger, "size"));
        Graph changed = Graph.builder()
                .add(bigger)
                .add(again)
                .add(each(ref(again, "found")))
                .build();
        assertEquals(Map.of("host", Action.UPDATE, "p", Action.READ, "pool", Action.DEFER), actions(rig.plan(changed)));
        rig.upOk(changed);
        assertEquals(1, rig.world.creates.get("a"));
        assertEquals(0, rig.world.count("delete"));
    }
}

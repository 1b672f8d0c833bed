package dev.slipway.apply;

import static dev.slipway.apply.Rig.actions;
import static dev.slipway.apply.Rig.graph;
import static dev.slipway.apply.Rig.key;
import static dev.slipway.apply.Rig.probe;
import static dev.slipway.apply.Rig.ref;
import static dev.slipway.apply.Rig.text;
import static dev.slipway.apply.Rig.thing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.graph.Graph;
import dev.slipway.model.Effect;
import dev.slipway.model.Fields;
import dev.slipway.model.ForEach;
import dev.slipway.model.InvalidInputException;
import dev.slipway.model.Origin;
import dev.slipway.model.TaskOptions;
import dev.slipway.model.Value;
import dev.slipway.plan.Action;
import dev.slipway.plan.Options;
import dev.slipway.plan.Plan;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private final Rig rig = new Rig();

    @Test
    void targetsTakeAlongWhatTheyNeedAndShowWhatTheyLeave() {
        var a = thing("a");
        var b = thing("b", "from", ref(a, "address"));
        var c = thing("c", "from", ref(b, "address"));
        rig.options = rig.options.targets(Set.of(b.key()));
        Plan plan = rig.plan(graph(a, b, c, thing("d")));
        assertEquals(Map.of("a", Action.CREATE, "b", Action.CREATE), actions(plan));
        assertEquals(
                List.of("c", "d"),
                plan.frontier().stream().map(step -> step.key().name()).toList());
        rig.upOk(graph(a, b, c, thing("d")));
        assertEquals(2, rig.world.size());
    }

    @Test
    void exclusionsTakeAlongWhatNeedsThem() {
        var a = thing("a");
        var b = thing("b", "from", ref(a, "address"));
        rig.options = rig.options.excludes(Set.of(a.key()));
        assertEquals(Map.of("c", Action.CREATE), actions(rig.plan(graph(a, b, thing("c")))));
    }

    @Test
    void anUnknownTargetIsRefused() {
        rig.options = rig.options.targets(Set.of(thing("x").key()));
        assertThrows(InvalidInputException.class, () -> rig.plan(graph(thing("a"))));
    }

    @Test
    void whatIsLeftOutNeedNotBeReleased() {
        rig.upOk(graph(thing("a", TaskOptions.NONE.protect(true)), thing("b")));
        rig.options = rig.options.excludes(Set.of(key("a")));
        assertEquals(Map.of("b", Action.DELETE, "c", Action.CREATE), actions(rig.plan(graph(thing("c")))));
        rig.options = Options.NORMAL.targets(Set.of(key("c")));
        rig.upOk(graph(thing("c")));
        assertEquals(3, rig.world.size());
        rig.options = Options.NORMAL.teardown(true).excludes(Set.of(key("a")));
        rig.upOk(graph());
        assertTrue(rig.world.has("a"));
        assertEquals(1, rig.world.size());
    }

    @Test
    void aSlipInANameIsToldWithWhatWasMeant() {
        Graph graph = graph(thing("worker"), text("t", "x", 1));
        rig.upOk(graph);
        rig.options =
                Options.NORMAL.replace(Set.of(key("wroker"), text("t").key())).release(Set.of(key("workr")));
        var refused = assertThrows(InvalidInputException.class, () -> rig.plan(graph));
        assertEquals(3, refused.problems().size(), refused.getMessage());
        assertTrue(refused.getMessage().contains("there is no task fake.thing/wroker"), refused.getMessage());
        assertTrue(refused.getMessage().contains("there is no task fake.thing/workr"), refused.getMessage());
        assertTrue(refused.getMessage().contains("did you mean fake.thing/worker?"), refused.getMessage());
        assertTrue(refused.getMessage().contains("fake.text/t cannot be replaced"), refused.getMessage());
    }

    @Test
    void whatAFirstRoundTookAwayMayStillBeNamedInTheSecond() {
        rig.upOk(graph(thing("gone", TaskOptions.NONE.protect(true))));
        rig.options = Options.NORMAL.release(Set.of(key("gone"))).replace(Set.of(key("worker[a]")));
        rig.probes.put("p", Fields.of("found", Value.of(List.of("a"))));
        var host = thing("host");
        var p = probe("p", "of", ref(host, "address"));
        var worker = new Effect(
                key("worker"), Fields.of("name", ForEach.each("pool", "name")), TaskOptions.NONE, Origin.NONE);
        rig.upOk(Graph.builder()
                .add(host)
                .add(p)
                .add(new ForEach("pool", ref(p, "found"), List.of(worker), Origin.NONE))
                .build());
        assertEquals(2, rig.world.size());
    }
}

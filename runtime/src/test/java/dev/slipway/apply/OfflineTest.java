package dev.slipway.apply;

import static dev.slipway.apply.Rig.actions;
import static dev.slipway.apply.Rig.graph;
import static dev.slipway.apply.Rig.probe;
import static dev.slipway.apply.Rig.thing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.graph.Graph;
import dev.slipway.plan.Action;
import dev.slipway.plan.Cause;
import dev.slipway.plan.Options;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Step;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Plans from recorded state alone. */
class OfflineTest {
    private final Rig rig = new Rig();

    private Plan offline(Graph graph) {
        rig.world.calls.clear();
        Plan plan = new Rig(rig.store, rig.world).engine().plan(graph, Options.NORMAL.offline(true));
        assertEquals(List.of(), List.copyOf(rig.world.calls), "no system is called");
        return plan;
    }

    @Test
    void whatIsDeclaredIsComparedWithWhatIsRecorded() {
        rig.upOk(graph(thing("same"), thing("changed", "size", 1), thing("gone")));
        Plan plan = offline(graph(thing("same"), thing("changed", "size", 2), thing("new")));
        assertEquals(Map.of("changed", Action.UPDATE, "new", Action.CREATE, "gone", Action.DELETE), actions(plan));
        assertTrue(plan.unread().isEmpty());
    }

    @Test
    void whatWouldBeLookedAtIsSaidNotToBeRead() {
        Graph graph = graph(probe("here"));
        assertEquals(
                List.of(Cause.OFFLINE),
                offline(graph).steps().stream().map(Step::cause).toList());
    }

    @Test
    void changesOutsideSlipwayAreNotSeen() {
        rig.upOk(graph(thing("a", "size", 1)));
        rig.world.meddle("a", "size", 9);
        assertTrue(offline(graph(thing("a", "size", 1))).isEmpty());
        assertEquals(Map.of("a", Action.UPDATE), actions(rig.plan(graph(thing("a", "size", 1)))));
    }
}

package dev.slipway.apply;

import static dev.slipway.apply.Rig.actions;
import static dev.slipway.apply.Rig.graph;
import static dev.slipway.apply.Rig.ref;
import static dev.slipway.apply.Rig.thing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.model.Refused;
import dev.slipway.plan.Action;
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
        assertThrows(Refused.class, () -> rig.plan(graph(thing("a"))));
    }
}

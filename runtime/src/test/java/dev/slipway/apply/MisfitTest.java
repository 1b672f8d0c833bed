package dev.slipway.apply;

import static dev.slipway.apply.Rig.graph;
import static dev.slipway.apply.Rig.probe;
import static dev.slipway.apply.Rig.ref;
import static dev.slipway.apply.Rig.thing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.model.Effect;
import dev.slipway.model.Fields;
import dev.slipway.model.InvalidInputException;
import dev.slipway.model.Origin;
import dev.slipway.model.TaskKey;
import dev.slipway.model.TaskOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What its provider could not handle is refused by the plan, whoever made the graph. */
class MisfitTest {
    private final Rig rig = new Rig();

    @Test
    void everythingThatDoesNotFitIsToldAtOnceAndNobodyIsAsked() {
        var wrongSort =
                new Effect(new TaskKey("fake.text", "t"), Fields.NONE, TaskOptions.NONE, new Origin("x.kts", 3));
        var refused = assertThrows(
                InvalidInputException.class,
                () -> rig.plan(graph(thing("a", "colour", "red"), thing("b", "zone", 7), wrongSort)));
        String all = refused.getMessage();
        assertEquals(3, refused.problems().size(), all);
        assertTrue(all.contains("cluster.main.kts:1: fake.thing/a has no input 'colour'"), all);
        assertTrue(all.contains("the input 'zone' of fake.thing/b does not fit"), all);
        assertTrue(all.contains("x.kts:3: fake.text/t is declared as an effect"), all);
        assertEquals(List.of(), rig.world.calls);
    }

    @Test
    void aValueThatIsKnownOnlyNowIsLookedAtNow() {
        var p = probe("p");
        rig.probes.put("p", Fields.of("zone", List.of("x")));
        var refused =
                assertThrows(InvalidInputException.class, () -> rig.plan(graph(p, thing("a", "zone", ref(p, "zone")))));
        assertTrue(refused.getMessage().contains("should be a text but is a list"), refused.getMessage());
    }
}

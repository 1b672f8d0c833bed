package dev.slipway.apply;

import static dev.slipway.apply.Rig.graph;
import static dev.slipway.apply.Rig.thing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** An object that is reached in another way than before is still the same object. */
class WaysTest {
    private final Rig rig = new Rig();

    private List<String> calls(Runnable work) {
        int before = rig.world.calls.size();
        work.run();
        return rig.world.calls.subList(before, rig.world.calls.size());
    }

    @Test
    void anotherWayIsRememberedAndNothingIsDone() {
        rig.upOk(graph(thing("a", "way", "old")));
        rig.upOk(graph(thing("a", "way", "old")));
        var moved = graph(thing("a", "way", "new"));
        assertEquals(List.of("list"), calls(() -> rig.upOk(moved)));
        assertTrue(rig.plan(moved).isEmpty());
    }

    @Test
    void itIsLookedForWhereItIsDeclaredToBeNow() {
        rig.upOk(graph(thing("a", "way", "old", "size", 1)));
        rig.world.meddle("a", "size", 2);
        var calls = calls(() -> rig.upOk(graph(thing("a", "way", "new", "size", 1))));
        assertTrue(calls.contains("read a by new"), calls::toString);
        assertTrue(calls.stream().noneMatch(call -> call.endsWith("by old")), calls::toString);
        assertEquals("1", rig.world.thing("a").get("size").toString());
    }
}

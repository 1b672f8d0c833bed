package dev.slipway.apply;

import static dev.slipway.apply.Rig.graph;
import static dev.slipway.apply.Rig.thing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.slipway.model.Event;
import dev.slipway.model.TaskOptions;
import dev.slipway.provide.Failure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which failures are worth another attempt is told by their sort, unless the operator knows better and says so. */
@Timeout(30)
class RetryTest {
    private final Rig rig = new Rig();

    RetryTest() {
        rig.timer = new TurnedTimer();
        rig.world.fault("create a", new Failure.Rejected("status 1", "see what it said"), false);
        rig.world.fault("create a", new Failure.Rejected("status 1", "see what it said"), false);
    }

    @Test
    void aRefusalIsFinal() {
        assertFalse(rig.up(graph(thing("a"))).isGood());
        assertEquals(1, rig.world.count("create a"));
    }

    @Test
    void whoeverSaysHowOftenMeansRefusalsToo() {
        rig.upOk(graph(thing("a", TaskOptions.NONE.attempts(3))));
        assertEquals(3, rig.world.count("create a"));
    }

    @Test
    void butNoMoreOftenThanIsSaid() {
        assertFalse(rig.up(graph(thing("a", TaskOptions.NONE.attempts(2)))).isGood());
        assertEquals(2, rig.world.count("create a"));
    }

    @Test
    void neitherIsAnyMoreWhereItIsSaidThatNothingIsTriedAgain() {
        assertFalse(rig.up(graph(thing("a", TaskOptions.NONE.attempts(1)))).isGood());
        assertEquals(1, rig.world.count("create a"));
    }

    @Test
    void aChangeIsTriedAgainAsWell() {
        TaskOptions often = TaskOptions.NONE.attempts(3);
        rig.upOk(graph(thing("a", often)));
        for (String remote : new String[] {"", "pid 8"}) {
            rig.world.calls.clear();
            rig.world.remoteTask = remote;
            rig.world.fault("update a", new Failure.Rejected("status 1", ""), false);
            rig.world.fault("update a", new Failure.Rejected("status 1", ""), false);
            rig.upOk(graph(thing("a", often, "size", remote + "larger")));
            assertEquals(3, rig.world.count("update a"));
        }
    }

    /** What has named its remote task is looked at before anything is done again: that it failed is then sure. */
    @Test
    void alsoWhenItHadBegunElsewhere() {
        rig.world.remoteTask = "pid 7";
        rig.upOk(graph(thing("a", TaskOptions.NONE.attempts(3))));
        assertEquals(3, rig.world.count("create a"));
        assertEquals(
                List.of("2 status 1", "3 status 1"),
                rig.events.stream()
                        .filter(Event.Retrying.class::isInstance)
                        .map(Event.Retrying.class::cast)
                        .map(retrying -> retrying.attempt() + " " + retrying.why())
                        .toList());
    }
}

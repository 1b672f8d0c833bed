package dev.slipway.apply;

import static dev.slipway.apply.Rig.graph;
import static dev.slipway.apply.Rig.thing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.model.InvalidInputException;
import dev.slipway.provide.Failure;
import dev.slipway.provide.Obstacle;
import dev.slipway.provide.PlannedStep;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What stands in the way is told before anything is changed, all of it at once. */
@Timeout(30)
class ForesightTest {
    private final Rig rig = new Rig();
    private final Map<String, String> obstacles = new TreeMap<>();
    private int asked;

    @BeforeEach
    void look() {
        rig.world.foresight = steps -> {
            asked++;
            return CompletableFuture.completedFuture(steps.stream()
                    .filter(step -> obstacles.containsKey(step.key().name()))
                    .map(this::obstacle)
                    .toList());
        };
    }

    private Obstacle obstacle(PlannedStep step) {
        String what = step.key() + " cannot be done: " + step.act() + " "
                + step.inputs().text("size");
        return new Obstacle(step.key(), what, obstacles.getOrDefault(step.key().name(), ""), "make room");
    }

    @Test
    void allObstaclesAreToldBeforeTheFirstStep() {
        obstacles.put("b", "no room");
        obstacles.put("c", "no right");
        var graph = graph(thing("a", "size", 1), thing("b", "size", 2), thing("c", "size", 3));
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> rig.up(graph));
        assertEquals(2, refused.problems().size());
        var first = refused.problems().get(0);
        assertEquals("fake.thing/b cannot be done: CREATE 2", first.what());
        assertEquals("cluster.main.kts:1", first.where().toString());
        assertEquals("no room", first.why());
        assertEquals("make room", first.fix());
        assertEquals(0, rig.world.size(), "nothing was touched");
        assertEquals(1, asked, "once for all");
    }

    @Test
    void whatChangesNothingIsNotAskedFor() {
        rig.upOk(graph(thing("a", "size", 1), thing("b", "size", 1)));
        assertEquals(1, asked);
        obstacles.put("a", "no room");
        rig.upOk(graph(thing("a", "size", 1), thing("b", "size", 1)));
        assertEquals(1, asked);
        rig.upOk(graph(thing("a", "size", 1), thing("b", "size", 2)));
        assertEquals(2, asked);
        InvalidInputException gone =
                assertThrows(InvalidInputException.class, () -> rig.up(graph(thing("b", "size", 2))));
        assertEquals(
                "fake.thing/a cannot be done: DELETE 1", gone.problems().get(0).what());
        assertTrue(rig.world.has("a"));
    }

    @Test
    void whatCannotBeLookedAtIsToldToo() {
        rig.world.foresight =
                steps -> CompletableFuture.failedFuture(new Failure.Rejected("nobody answers", "ask again"));
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> rig.up(graph(thing("a"))));
        assertEquals(
                "what fake.thing/a needs could not be looked at",
                refused.problems().get(0).what());
        assertEquals("nobody answers", refused.problems().get(0).why());
        assertFalse(rig.world.has("a"));
    }
}

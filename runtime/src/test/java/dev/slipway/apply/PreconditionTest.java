package dev.slipway.apply;

import static dev.slipway.apply.Rig.thing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.graph.Graph;
import dev.slipway.model.Claim;
import dev.slipway.model.Pool;
import dev.slipway.model.Rules;
import dev.slipway.provide.Failure;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** However long a step waits for its turn, it looks right before it acts, and no other step comes between. */
@Timeout(30)
class PreconditionTest {
    private static final Rules CLAIMS = Rules.NONE.claims(List.of(new Claim("api", 1)));

    private final Rig rig = new Rig();

    private static Graph things(int size, String... names) {
        var builder = Graph.builder().pool(new Pool("api", 1));
        List.of(names).forEach(name -> builder.add(thing(name, CLAIMS, "size", size)));
        return builder.build();
    }

    /** Whichever comes first, the other is changed meanwhile, behind our back. */
    private void meddleDuring(String act) {
        rig.world.before = call -> {
            if (call.equals(act + " a") && rig.world.has("b")) {
                rig.world.meddle("b", "size", 9);
            } else if (call.equals(act + " b") && rig.world.has("a")) {
                rig.world.meddle("a", "size", 9);
            }
            return CompletableFuture.completedFuture(null);
        };
    }

    @Test
    void anUpdateThatWaitedForItsTurn() {
        rig.upOk(things(1, "a", "b"));
        meddleDuring("update");
        assertFalse(rig.up(things(2, "a", "b")).isGood());
        assertEquals(1, rig.world.count("update"));
        assertEquals(
                List.of("2", "9"),
                List.of("a", "b").stream()
                        .map(name -> rig.world.thing(name).get("size").toString())
                        .sorted()
                        .toList());
        assertTrue(rig.store.read().doubts().isEmpty(), "nothing was begun");
    }

    @Test
    void aRemovalThatWaitedForItsTurn() {
        rig.upOk(things(1, "a", "b"));
        meddleDuring("delete");
        assertFalse(rig.up(things(1)).isGood());
        assertEquals(1, rig.world.size());
    }

    /** A cheap look tells that nothing has changed, and the whole one before acting that something has. */
    private void meddledUnnoticed() {
        rig.world.hasTokens = false;
        rig.upOk(things(1, "a"));
        rig.upOk(things(1, "a")); // looks at all of it, and remembers what the list said
        rig.world.meddleUnnoticed("a", "size", 9);
        assertTrue(rig.plan(things(1, "a")).isEmpty(), "the cheap look sees nothing");
    }

    @Test
    void whatACheapLookDidNotSeeIsSeenByTheNextPlan() {
        meddledUnnoticed();
        assertFalse(rig.up(things(2, "a")).isGood());
        assertEquals("9", rig.world.thing("a").get("size").toString());
        rig.upOk(things(2, "a"));
        assertEquals("2", rig.world.thing("a").get("size").toString());
        assertTrue(rig.plan(things(2, "a")).isEmpty());
    }

    @Test
    void andDoesNotKeepItForEver() {
        meddledUnnoticed();
        assertFalse(rig.up(things(1)).isGood());
        assertEquals(1, rig.world.size());
        rig.upOk(things(1));
        assertEquals(0, rig.world.size());
    }

    @Test
    void anAnswerToTheLookThatIsLostIsAskedForAgain() {
        rig.upOk(things(1, "a"));
        rig.upOk(things(1, "a")); // remembers what the list said, so that the plan asks for no token
        rig.world.fault("token a", new Failure.InDoubt("lost", ""), false);
        rig.upOk(things(2, "a"));
        assertEquals("2", rig.world.thing("a").get("size").toString());
        assertEquals(1, rig.world.count("update a"));
    }

    @Test
    void isLookedAtOnceHoweverOftenTheStepIsTried() {
        rig.upOk(things(1, "a"));
        rig.world.lists = false;
        rig.world.fault("update a", new Failure.Transient("busy", ""), true);
        rig.upOk(things(2, "a"));
        assertEquals(2, rig.world.count("update a"));
    }
}

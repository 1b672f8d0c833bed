package dev.slipway.apply;

import static dev.slipway.apply.Rig.thing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.graph.Graph;
import dev.slipway.model.Claim;
import dev.slipway.model.DriftPolicy;
import dev.slipway.model.Pool;
import dev.slipway.model.TaskOptions;
import dev.slipway.model.Value;
import dev.slipway.provide.Failure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** However long a step waits for its turn, it looks right before it acts, and no other step comes between. */
@Timeout(30)
class PreconditionTest {
    private static final TaskOptions CLAIMS = TaskOptions.NONE.claims(List.of(new Claim("api", 1)));

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

    /** Two of which whichever comes second is meddled with while the first is changed. */
    private void meddleDuringUpdate(String field, Object value) {
        rig.world.before = call -> {
            if (call.equals("update a")) {
                rig.world.meddle("b", field, value);
            } else if (call.equals("update b")) {
                rig.world.meddle("a", field, value);
            }
            return CompletableFuture.completedFuture(null);
        };
    }

    private static Graph ignoring(int size, String... names) {
        var builder = Graph.builder().pool(new Pool("api", 1));
        TaskOptions rules = CLAIMS.drift(Map.of("tags", DriftPolicy.IGNORE));
        List.of(names).forEach(name -> builder.add(thing(name, rules, "size", size, "tags", List.of("mine"))));
        return builder.build();
    }

    @Test
    void whatSomebodyElseMayChangeStopsNoStepAndIsKept() {
        rig.upOk(ignoring(1, "a", "b"));
        meddleDuringUpdate("tags", List.of("theirs"));
        rig.upOk(ignoring(2, "a", "b"));
        assertEquals(2, rig.world.count("update"));
        for (String name : List.of("a", "b")) {
            assertEquals("2", rig.world.thing(name).get("size").toString());
        }
        assertEquals(
                2,
                List.of("a", "b").stream()
                        .filter(name -> rig.world.thing(name).get("tags").equals(Value.of(List.of("theirs"))))
                        .count());
    }

    @Test
    void whereAnObjectIsStopsNoStep() {
        rig.upOk(things(1, "a", "b"));
        for (String name : List.of("a", "b")) {
            rig.world.meddle(name, "place", "trinity");
        }
        rig.upOk(things(1, "a", "b"));
        meddleDuringUpdate("place", "neo");
        rig.upOk(things(2, "a", "b"));
        rig.world.before = call -> {
            if (call.startsWith("delete")) {
                rig.world.meddle(call.equals("delete a") ? "b" : "a", "place", "niobe");
            }
            return CompletableFuture.completedFuture(null);
        };
        rig.world.before = once(rig.world.before);
        rig.upOk(things(2));
        assertEquals(0, rig.world.size());
    }

    private static Function<String, CompletionStage<Void>> once(Function<String, CompletionStage<Void>> meddling) {
        var first = new AtomicBoolean(true);
        return call -> call.startsWith("delete") && !first.getAndSet(false)
                ? CompletableFuture.completedFuture(null)
                : meddling.apply(call);
    }

    @Test
    void aRefusalNamesTheFields() {
        rig.upOk(things(1, "a", "b"));
        meddleDuringUpdate("size", 9);
        assertTrue(
                rig.up(things(2, "a", "b")).problems().get(0).why().endsWith("changed since the plan was made: size"));
    }
}

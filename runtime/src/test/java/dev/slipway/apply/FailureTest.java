package dev.slipway.apply;

import static dev.slipway.apply.Rig.graph;
import static dev.slipway.apply.Rig.ref;
import static dev.slipway.apply.Rig.text;
import static dev.slipway.apply.Rig.thing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.graph.Graph;
import dev.slipway.model.Event;
import dev.slipway.model.InvalidInputException;
import dev.slipway.model.Secret;
import dev.slipway.model.TaskOptions;
import dev.slipway.plan.Action;
import dev.slipway.plan.Plan;
import dev.slipway.provide.Failure;
import dev.slipway.store.LocalStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class FailureTest {
    private final Rig rig = new Rig();

    private static Failure rejected() {
        return new Failure.Rejected("no room", "make room");
    }

    private static Failure lost() {
        return new Failure.InDoubt("the answer was lost", "");
    }

    private static Failure busy() {
        return new Failure.Transient("busy", "");
    }

    @Test
    void aFailureStopsWhatNeedsItAndNothingElse() {
        var a = thing("a");
        var b = thing("b", "from", ref(a, "address"));
        rig.world.fault("create a", rejected(), false);
        Outcome outcome = rig.up(graph(a, b, thing("c", "from", ref(b, "address")), thing("d")));
        assertEquals(1, outcome.problems().size());
        assertEquals(
                "fake.thing/a could not be created", outcome.problems().get(0).what());
        assertEquals("cluster.main.kts:1", outcome.problems().get(0).where().toString());
        assertEquals("make room", outcome.problems().get(0).fix());
        assertEquals(2, outcome.count(Outcome.Status.BLOCKED));
        assertTrue(rig.world.has("d"));
        rig.upOk(graph(a, b, thing("c", "from", ref(b, "address")), thing("d")));
        assertEquals(4, rig.world.size());
        assertTrue(rig.world.creates.values().stream().allMatch(count -> count == 1));
    }

    @Test
    void aPassingTroubleIsTriedAgain() {
        rig.timer = new TurnedTimer();
        rig.world.fault("create a", busy(), false);
        rig.world.fault("create a", busy(), false);
        rig.upOk(graph(thing("a")));
        assertEquals(3, rig.world.count("create a"));
        assertEquals(
                2, rig.events.stream().filter(Event.Retrying.class::isInstance).count());
    }

    @Test
    void patienceEnds() {
        rig.timer = new TurnedTimer();
        for (int i = 0; i < 9; i++) {
            rig.world.fault("create a", busy(), false);
        }
        Outcome outcome = rig.up(graph(thing("a", TaskOptions.NONE.attempts(3))));
        assertFalse(outcome.isGood());
        assertEquals(3, rig.world.count("create a"));
    }

    @Test
    void aLostAnswerIsSettledByLooking() {
        rig.world.fault("create a", lost(), true);
        rig.upOk(graph(thing("a")));
        assertEquals(1, rig.world.creates.get("a"));
        assertEquals(1, rig.world.count("recover a"));
        assertTrue(rig.plan(graph(thing("a"))).isEmpty());
    }

    @Test
    void aLostRequestIsMadeAgain() {
        rig.world.fault("create a", lost(), false);
        rig.upOk(graph(thing("a")));
        assertEquals(1, rig.world.creates.get("a"));
    }

    @Test
    void whatCannotBeSettledStaysInDoubtAndIsSettledByTheNextRun() {
        rig.timer = new TurnedTimer();
        rig.world.fault("create a", lost(), true);
        for (int i = 0; i < 5; i++) {
            rig.world.fault("recover a", rejected(), false);
        }
        assertFalse(rig.up(graph(thing("a"))).isGood());
        assertEquals(1, rig.store.read().doubts().size());
        Rig next = new Rig(rig.store, rig.world);
        assertEquals(Map.of("a", Action.HOLD), Rig.actions(hold(next)));
        rig.world.calls.clear();
        for (int i = 0; i < 9; i++) {
            next.plan(graph(thing("a")));
        }
        assertEquals(0, rig.world.count("recover"), "a plan finds nothing out");
        for (int i = 0; i < 9 && !next.up(graph(thing("a"))).isGood(); i++) {
            assertEquals(1, rig.store.read().doubts().size());
        }
        next.upOk(graph(thing("a")));
        assertEquals(1, rig.world.creates.get("a"));
        assertTrue(rig.store.read().doubts().isEmpty());
    }

    private static Plan hold(Rig rig) {
        rig.world.fault("recover a", rejected(), false);
        return rig.plan(graph(thing("a")));
    }

    @Test
    void aLostDeleteIsSettled() {
        rig.upOk(graph(thing("a")));
        rig.world.fault("delete a", lost(), true);
        rig.upOk(graph());
        assertEquals(1, rig.world.count("delete a"));
        assertTrue(rig.store.read().records().isEmpty());
    }

    @Test
    void whatCannotBeLookedAtIsHeldAndTheRestGoesOn() {
        rig.timer = new TurnedTimer();
        rig.world.lists = false;
        var a = thing("a", "size", 1);
        rig.upOk(graph(a, thing("b"), thing("c", "from", ref(a, "size"))));
        for (int i = 0; i < 20; i++) {
            rig.world.fault("token a", rejected(), false);
        }
        Graph graph = graph(a, thing("b", "size", 2), thing("c", "from", ref(a, "size")));
        Outcome outcome = rig.up(graph);
        assertFalse(outcome.isGood());
        assertEquals("2", rig.world.thing("b").text("size"));
        assertTrue(
                outcome.problems().get(0).why().contains("no room"),
                outcome.problems().toString());
    }

    @Test
    void somebodyFasterIsNeverOverwritten() {
        rig.upOk(graph(thing("a", "size", 1)));
        Graph next = graph(thing("a", "size", 2));
        Plan plan = rig.plan(next);
        rig.world.meddle("a", "size", 9);
        Outcome outcome = rig.engine().apply(plan, rig.options, Rig.OWNER);
        assertFalse(outcome.isGood());
        assertTrue(
                outcome.problems().get(0).why().contains("changed since the plan"),
                outcome.problems().toString());
        assertEquals("9", rig.world.thing("a").text("size"));
    }

    @Test
    void aSavedPlanIsRefusedWhenTheRecordHasMovedOn() {
        Plan plan = rig.plan(graph(thing("a", "size", 1)));
        rig.upOk(graph(thing("a", "size", 2)));
        var refused =
                assertThrows(InvalidInputException.class, () -> rig.engine().apply(plan, rig.options, Rig.OWNER));
        assertTrue(refused.getMessage().contains("no longer as the plan assumed"), refused.getMessage());
    }

    @Test
    void aSavedPlanIsRefusedWhenASecretHasChanged() {
        Graph graph = graph(thing("a", "secret", Secret.of("env:TOKEN")));
        Plan plan = rig.plan(graph);
        rig.secrets.put("env:TOKEN", "other");
        var refused =
                assertThrows(InvalidInputException.class, () -> rig.engine().apply(plan, rig.options, Rig.OWNER));
        assertTrue(refused.getMessage().contains("env:TOKEN"), refused.getMessage());
        assertFalse(refused.getMessage().contains("other\n"));
    }

    @Test
    void aRotatedSecretIsAChangeAndARenamedSourceIsNot() {
        rig.upOk(graph(thing("a", "secret", Secret.of("env:TOKEN"))));
        rig.secrets.put("vault:TOKEN", "hunter2");
        assertTrue(
                rig.plan(graph(thing("a", "secret", Secret.of("vault:TOKEN")))).isEmpty());
        rig.secrets.put("env:TOKEN", "hunter3");
        assertEquals(
                Map.of("a", Action.UPDATE), Rig.actions(rig.plan(graph(thing("a", "secret", Secret.of("env:TOKEN"))))));
    }

    @Test
    void whatIsMadeFromASecretIsSecret() {
        var t = text("t", "x", Secret.of("env:TOKEN"), "y", "plain");
        rig.upOk(graph(t, thing("a", "secret", ref(t, "text"))));
        assertTrue(rig.world.thing("a").get("secret") instanceof Secret);
        assertTrue(rig.store.read().record(t.key()).orElseThrow().produced().isSecret());
    }

    @Test
    void aProviderThatThrowsNonsenseIsInDoubtAndNamed() {
        rig.world.before = call -> {
            if (call.equals("create a")) {
                throw new IllegalStateException("bug");
            }
            return CompletableFuture.completedFuture(null);
        };
        Outcome outcome = rig.up(graph(thing("a", TaskOptions.NONE.attempts(2))));
        assertFalse(outcome.isGood());
        assertTrue(
                outcome.problems().get(0).why().contains("bug"),
                outcome.problems().toString());
        assertTrue(outcome.problems().get(0).fix().contains("fake.thing"));
        assertEquals(List.of(), List.copyOf(rig.store.read().doubts().keySet()));
    }

    @Test
    void anUnknownKindIsToldWithItsLineAndStopsThePlan() {
        var odd = new dev.slipway.model.Effect(
                new dev.slipway.model.TaskKey("fake.thnig", "a"),
                dev.slipway.model.Fields.NONE,
                TaskOptions.NONE,
                new dev.slipway.model.Origin("cluster.main.kts", 7));
        var refused = assertThrows(InvalidInputException.class, () -> rig.plan(graph(odd)));
        assertTrue(refused.getMessage().contains("cluster.main.kts:7"), refused.getMessage());
        assertTrue(refused.getMessage().contains("fake.thnig"), refused.getMessage());
    }

    @Test
    void aPlanMadeBeforeTheStateWasBornCanBeApplied() {
        Plan plan = rig.plan(graph(thing("a")));
        assertTrue(rig.engine().apply(plan, rig.options, Rig.OWNER).isGood());
        assertTrue(rig.world.has("a"));
    }

    @Test
    void noTwoStatesUseTheSameKeysAlsoBeforeTheyAreBorn(@TempDir Path one, @TempDir Path other) {
        assertNotEquals(firstKey(one), firstKey(other));
    }

    private static String firstKey(Path directory) {
        Rig rig = new Rig(new LocalStore(directory), new FakeWorld());
        Plan plan = rig.plan(graph(thing("a")));
        rig.world.fault("create a", lost(), true);
        rig.world.fault("recover a", rejected(), false);
        rig.engine().apply(plan, rig.options, Rig.OWNER);
        return Objects.requireNonNull(rig.store.read().doubts().get(Rig.key("a")))
                .intent()
                .idempotencyKey();
    }

    @Test
    void nothingAtOnceIsRefusedInWords() {
        var refused = assertThrows(InvalidInputException.class, () -> rig.options.parallelism(0));
        assertTrue(refused.getMessage().contains("0"), refused.getMessage());
        assertFalse(refused.problems().get(0).fix().isEmpty());
    }
}

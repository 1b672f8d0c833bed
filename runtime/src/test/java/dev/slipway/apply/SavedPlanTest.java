package dev.slipway.apply;

import static dev.slipway.apply.Rig.OWNER;
import static dev.slipway.apply.Rig.actions;
import static dev.slipway.apply.Rig.graph;
import static dev.slipway.apply.Rig.key;
import static dev.slipway.apply.Rig.ref;
import static dev.slipway.apply.Rig.thing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.model.Fields;
import dev.slipway.model.InvalidInputException;
import dev.slipway.model.TaskOptions;
import dev.slipway.plan.Action;
import dev.slipway.plan.Plan;
import dev.slipway.provide.Failure;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Between a plan and its application the world and the record go on. */
@Timeout(30)
class SavedPlanTest {
    private final Rig rig = new Rig();

    private void refused(Plan plan) {
        assertThrows(
                InvalidInputException.class,
                () -> new Rig(rig.store, rig.world).engine().apply(plan, rig.options, OWNER));
    }

    @Test
    void doesNotCreateWhatIsInDoubt() {
        Plan plan = rig.plan(graph(thing("a")));
        rig.world.fault("create a", new Failure.InDoubt("lost", ""), true);
        rig.world.fault("recover a", new Failure.Rejected("down", ""), false);
        assertFalse(rig.up(graph(thing("a"))).isGood());
        rig.world.fault("recover a", new Failure.Rejected("down", ""), false);
        refused(plan);
        assertEquals(1, rig.world.size());
    }

    @Test
    void doesNotCreateWhatAnInterruptedRunHasMadeSince() {
        rig.world.before = call -> {
            if (call.equals("create a")) {
                rig.cancel.stop();
                rig.cancel.stop();
                return new CompletableFuture<>();
            }
            return CompletableFuture.completedFuture(null);
        };
        rig.up(graph(thing("a")));
        rig.world.before = call -> CompletableFuture.completedFuture(null);
        Plan plan = new Rig(rig.store, rig.world).plan(graph(thing("a")));
        assertEquals(Map.of("a", Action.HOLD), actions(plan));
        var open = Objects.requireNonNull(rig.store.read().doubts().get(key("a")));
        rig.world.late("a", open.intent().idempotencyKey(), thing("a").inputs());
        new Rig(rig.store, rig.world).engine().apply(plan, rig.options, OWNER);
        assertEquals(1, rig.world.size());
    }

    @Test
    void doesNotWriteAnOldRecordOverANewOne() {
        rig.world.lists = false;
        rig.world.hasTokens = false;
        rig.upOk(graph(thing("a", "zone", "x")));
        rig.world.hasTokens = true;
        rig.world.lists = true;
        Plan plan = rig.plan(graph(thing("a", "zone", "x"), thing("b")));
        rig.upOk(graph(thing("a", "zone", "y")));
        refused(plan);
        assertEquals("t2", rig.store.read().record(key("a")).orElseThrow().id());
    }

    @Test
    void doesNotDeleteWhatIsProtectedSince() {
        rig.upOk(graph(thing("a")));
        Plan plan = rig.plan(graph());
        rig.upOk(graph(thing("a", TaskOptions.NONE.protect(true))));
        refused(plan);
        assertTrue(rig.world.has("a"));
    }

    @Test
    void doesNotComputeWithOtherCodeThanItWasMadeWith() {
        Plan plan = rig.plan(graph(thing("a")));
        var next = new Rig(rig.store, rig.world);
        next.version = 2;
        var refused =
                assertThrows(InvalidInputException.class, () -> next.engine().apply(plan, next.options, OWNER));
        assertTrue(refused.getMessage().contains("version"), refused.getMessage());
        assertEquals(0, rig.world.size());
    }

    @Test
    void doesNotCreateBesideWhatSomebodyElseHasMadeSince() {
        Plan plan = rig.plan(graph(thing("b")));
        rig.world.foreign("b", Fields.of("size", 7));
        assertFalse(rig.engine().apply(plan, rig.options, OWNER).isGood());
        assertEquals(1, rig.world.size());
    }

    @Test
    void neitherDoesARunThatCouldNotLookWhilePlanning() {
        var a = thing("a");
        rig.world.foreign("b", Fields.of("size", 7));
        assertFalse(rig.up(graph(a, thing("b", "from", ref(a, "address")))).isGood());
        assertEquals(2, rig.world.size());
    }
}

package dev.slipway.apply;

import static dev.slipway.apply.Rig.graph;
import static dev.slipway.apply.Rig.key;
import static dev.slipway.apply.Rig.ref;
import static dev.slipway.apply.Rig.thing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.model.Effect;
import dev.slipway.model.TaskOptions;
import dev.slipway.provide.Failure;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A former object that could not be deleted at once is never forgotten, whatever becomes of the present one. */
@Timeout(30)
class LeftoverTest {
    private final Failure no = new Failure.Rejected("no", "");
    private final Rig rig = new Rig();

    private static Effect inZone(String zone) {
        return thing("a", TaskOptions.NONE.createFirst(true), "zone", zone);
    }

    /** Leaves {@code t1} behind {@code t2}. */
    private void leaveOne() {
        rig.upOk(graph(inZone("x")));
        rig.world.fault("delete a", no, false);
        assertFalse(rig.up(graph(inZone("y"))).isGood());
        assertEquals(
                List.of("t1"), rig.store.read().record(key("a")).orElseThrow().leftovers());
    }

    @Test
    void goesWithTheObjectWhenTheLineGoes() {
        leaveOne();
        rig.upOk(graph());
        assertEquals(0, rig.world.size());
        assertTrue(rig.store.read().records().isEmpty());
    }

    @Test
    void isKnownWhenItsOwnDeletionFailsAfterThatOfTheObject() {
        leaveOne();
        rig.world.before = call -> CompletableFuture.completedFuture(null);
        rig.world.fault("delete a", new Failure.InDoubt("lost", ""), true);
        rig.world.fault("delete a", no, false);
        assertFalse(rig.up(graph()).isGood());
        assertEquals(1, rig.world.size());
        rig.upOk(graph());
        assertEquals(0, rig.world.size());
    }

    @Test
    void goesWhenTheObjectHasVanishedAndIsMadeAnew() {
        leaveOne();
        rig.world.vanishId("t2");
        rig.upOk(graph(inZone("y")));
        assertEquals(1, rig.world.size());
        rig.upOk(graph());
        assertEquals(0, rig.world.size());
    }

    @Test
    void isKnownWhenAReplacementBreaksOffHalfway() {
        leaveOne();
        rig.world.fault("create a", no, false);
        assertFalse(rig.up(graph(thing("a", "zone", "z"))).isGood());
        rig.upOk(graph(thing("a", "zone", "z")));
        assertEquals(1, rig.world.size());
    }

    @Test
    void isNeverTheLiveObject() {
        rig.world.recoversByName = true;
        rig.upOk(graph(inZone("x")));
        rig.world.before = call -> {
            if (call.equals("create a")) {
                rig.cancel.stop();
                rig.cancel.stop();
                return new CompletableFuture<>();
            }
            return CompletableFuture.completedFuture(null);
        };
        rig.up(graph(inZone("y")));
        rig.world.before = call -> CompletableFuture.completedFuture(null);
        new Rig(rig.store, rig.world).upOk(graph(inZone("x")));
        assertEquals(0, rig.world.count("delete"));
    }

    @Test
    void isNotTheObjectThatTookItsPlace() {
        rig.world.idsAreNames = true;
        var a = inZone("x");
        rig.upOk(graph(a));
        rig.options = rig.options.replace(Set.of(key("a")));
        rig.upOk(graph(a));
        assertEquals(1, rig.world.size());
        assertEquals(0, rig.world.count("delete"));
        assertEquals(List.of(), rig.store.read().record(key("a")).orElseThrow().leftovers());
    }

    @Test
    void waitsForTheDeletionOfWhatStandsOnIt() {
        var a = inZone("x");
        rig.upOk(graph(a, thing("b", "from", ref(a, "address"))));
        rig.world.fault("delete b", no, false);
        assertFalse(rig.up(graph(inZone("y"))).isGood());
        assertEquals(0, rig.world.count("delete a"));
    }

    @Test
    void severalGoOneAfterTheOther() {
        leaveOne();
        rig.world.fault("delete a", no, false);
        rig.up(graph(inZone("z")));
        assertEquals(
                List.of("t1", "t2"),
                rig.store.read().record(key("a")).orElseThrow().leftovers());
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        rig.world.before = call -> {
            if (!call.equals("delete a")) {
                return CompletableFuture.completedFuture(null);
            }
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            var end = new CompletableFuture<Void>();
            CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS).execute(() -> {
                running.decrementAndGet();
                end.complete(null);
            });
            return end;
        };
        rig.upOk(graph(inZone("z")));
        assertEquals(1, rig.world.size());
        assertEquals(1, most.get());
    }
}

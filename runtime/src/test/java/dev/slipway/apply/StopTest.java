package dev.slipway.apply;

import static dev.slipway.apply.Rig.graph;
import static dev.slipway.apply.Rig.ref;
import static dev.slipway.apply.Rig.text;
import static dev.slipway.apply.Rig.thing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StopTest {
    private final Rig rig = new Rig();

    @Test
    void theFirstRequestToStopLetsWhatRunsEnd() {
        var began = new CompletableFuture<Void>();
        var go = new CompletableFuture<Void>();
        rig.world.before = call -> {
            if (call.equals("create a")) {
                began.complete(null);
                return go;
            }
            return CompletableFuture.completedFuture(null);
        };
        var a = thing("a");
        began.thenRunAsync(() -> {
            rig.cancel.stop();
            go.complete(null);
        });
        Outcome outcome = rig.up(graph(a, thing("b", "from", ref(a, "address"))));
        assertTrue(outcome.cancelled());
        assertTrue(rig.world.has("a"));
        assertFalse(rig.world.has("b"));
        assertEquals(1, outcome.count(Outcome.Status.NOT_STARTED));
        assertTrue(rig.store.read().doubts().isEmpty());
    }

    @Test
    void theSecondRequestCallsOffAndLeavesTheIntent() {
        rig.world.before = call -> {
            if (call.equals("create a")) {
                rig.cancel.stop();
                rig.cancel.stop();
                return new CompletableFuture<>();
            }
            return CompletableFuture.completedFuture(null);
        };
        Outcome outcome = rig.up(graph(thing("a")));
        assertTrue(outcome.cancelled());
        assertEquals(1, rig.store.read().doubts().size());
        rig.world.before = call -> CompletableFuture.completedFuture(null);
        new Rig(rig.store, rig.world).upOk(graph(thing("a")));
        assertEquals(1, rig.world.creates.get("a"));
    }

    @Test
    void aStopWhilePlanningEndsTheRunBeforeAnythingIsDone() {
        rig.world.before = call -> {
            rig.cancel.stop();
            return CompletableFuture.completedFuture(null);
        };
        Outcome outcome = rig.up(graph(thing("a"), thing("b")));
        assertTrue(outcome.cancelled());
        assertEquals(0, rig.world.size());
    }

    @Test
    void whatStillWaitsForItsTurnIsNotLookedAtWhilePlanning() {
        var calls = new ConcurrentLinkedQueue<String>();
        rig.options = rig.options.parallelism(1);
        rig.world.before = call -> {
            calls.add(call);
            var go = new CompletableFuture<Void>();
            CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS).execute(() -> {
                rig.cancel.stop();
                go.complete(null);
            });
            return go;
        };
        assertTrue(rig.up(graph(thing("a"), thing("b"))).cancelled());
        assertEquals(1, calls.size(), calls::toString);
    }

    @Test
    void whatStillWaitsForItsTurnIsNotBegun() {
        var go = new CompletableFuture<Void>();
        rig.options = rig.options.parallelism(1);
        rig.world.before = call -> {
            if (call.startsWith("create") && !go.isDone()) {
                CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS).execute(() -> {
                    rig.cancel.stop();
                    go.complete(null);
                });
                return go;
            }
            return CompletableFuture.completedFuture(null);
        };
        Outcome outcome = rig.up(graph(thing("a"), thing("b"), text("t")));
        assertTrue(outcome.cancelled());
        assertEquals(1, rig.world.size());
        assertEquals(java.util.List.of(), outcome.problems());
        assertEquals(2, outcome.count(Outcome.Status.NOT_STARTED));
        assertTrue(rig.store.read().doubts().isEmpty());
    }

    @Test
    void aReplacementOnceBegunIsEnded() {
        rig.upOk(graph(thing("a", "zone", "x")));
        rig.world.before = call -> {
            if (call.equals("delete a")) {
                rig.cancel.stop();
            }
            return CompletableFuture.completedFuture(null);
        };
        assertTrue(rig.up(graph(thing("a", "zone", "y"))).cancelled());
        assertEquals("y", rig.world.thing("a").text("zone"));
    }
}

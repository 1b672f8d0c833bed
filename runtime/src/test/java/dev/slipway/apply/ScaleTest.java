package dev.slipway.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.graph.Graph;
import dev.slipway.graph.GraphBuilder;
import dev.slipway.model.Task;
import dev.slipway.store.CrashingDisk;
import dev.slipway.store.LocalStore;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ScaleTest {
    private static Graph chain(int length) {
        GraphBuilder builder = Graph.builder();
        Task before = Rig.text("n0", "a", "x");
        builder.add(before);
        for (int i = 1; i < length; i++) {
            before = Rig.text("n" + i, "a", Rig.ref(before, "text"));
            builder.add(before);
        }
        return builder.build();
    }

    /** A small stack would overflow at once if anything recursed from task to task. */
    @Test
    void aChainOfAHundredThousandOverflowsNoStack() throws InterruptedException {
        var failure = new AtomicReference<Throwable>(new AssertionError("did not run"));
        var thread = new Thread(
                null,
                () -> {
                    try {
                        var rig = new Rig();
                        Graph graph = chain(100_000);
                        rig.upOk(graph);
                        assertTrue(rig.plan(graph).isEmpty());
                        failure.set(null);
                    } catch (Throwable e) {
                        failure.set(e);
                    }
                },
                "small",
                256 << 10);
        thread.start();
        thread.join();
        assertEquals(null, failure.get());
    }

    @Test
    void aFullDiskEndsTheRunClearlyAndLosesNothing() {
        var world = new FakeWorld();
        var disk = new CrashingDisk();
        GraphBuilder builder = Graph.builder();
        for (int i = 0; i < 50; i++) {
            builder.add(Rig.thing("n" + i, "size", i));
        }
        Graph graph = builder.build();
        disk.fullAfter(5_000);
        String told = "";
        try (var store = new LocalStore(Path.of("/slipway"), disk)) {
            Outcome outcome = new Rig(store, world).up(graph);
            assertFalse(outcome.isGood());
            told = outcome.problems().toString();
        } catch (RuntimeException e) {
            told = String.valueOf(e.getMessage());
        }
        assertTrue(told.contains("journal") || told.contains("full") || told.contains("space"), told);
        disk.fullAfter(Long.MAX_VALUE / 2);
        try (var store = new LocalStore(Path.of("/slipway"), disk)) {
            new Rig(store, world).upOk(graph);
        }
        assertEquals(50, world.size());
        assertTrue(world.creates.values().stream().allMatch(count -> count == 1));
    }
}

package dev.slipway.work;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.graph.TopologicalOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WalkTest {
    private final ExecutorService threads = Executors.newFixedThreadPool(16);
    private final Cancel cancel = new Cancel();

    @AfterEach
    void noThreadIsLeft() {
        threads.shutdownNow();
    }

    @Test
    void manyThreadsBringEndsAndOneVisits() {
        int[][] needs = random(20_000);
        var visiting = new AtomicBoolean();
        var ended = new AtomicIntegerArray(needs.length);
        var visits = new int[needs.length]; // no atomics: it is one thread that visits
        walk(needs, i -> {
            assertTrue(visiting.compareAndSet(false, true), "two visit at once");
            for (int need : needs[i]) {
                assertEquals(1, ended.get(need), i + " before " + need);
            }
            visits[i]++;
            visiting.set(false);
            return i % 7 == 0 ? CompletableFuture.completedFuture(end(ended, i)) : later(() -> end(ended, i));
        });
        var once = new int[needs.length];
        Arrays.fill(once, 1);
        assertArrayEquals(once, visits);
    }

    @Test
    void aLongChainNestsNowhere() {
        int[][] needs = new int[100_000][];
        for (int i = 0; i < needs.length; i++) {
            needs[i] = i == 0 ? new int[0] : new int[] {i - 1};
        }
        var last = new AtomicInteger();
        walk(needs, i -> {
            last.set(i);
            return i % 3 == 0 ? null : i % 3 == 1 ? CompletableFuture.completedFuture(true) : later(() -> true);
        });
        assertEquals(needs.length - 1, last.get());
    }

    @Test
    void whatNeedsAFailedOneIsBlockedAndTheRestGoesOn() {
        int[][] needs = {{}, {}, {0}, {1}, {2, 3}, {3}};
        var visited = new ArrayList<Integer>();
        var blocked = new ArrayList<List<Integer>>();
        walk(needs, new Walk.Visitor() {
            @Override
            public CompletionStage<Boolean> visit(int i) {
                visited.add(i);
                return later(() -> i != 2);
            }

            @Override
            public void blocked(int i, int by) {
                blocked.add(List.of(i, by));
            }
        });
        assertEquals(List.of(0, 1, 2, 3, 5), visited.stream().sorted().toList());
        assertEquals(List.of(List.of(4, 2)), blocked);
    }

    @Test
    void whoeverStartedTheWalkHearsThatItBrokeDown() {
        var broken = new IllegalStateException("broken");
        var visited = new AtomicInteger();
        var thrown = assertThrows(
                IllegalStateException.class,
                () -> walk(new int[][] {{}, {0}, {1}}, i -> {
                    visited.incrementAndGet();
                    if (i == 1) {
                        throw broken;
                    }
                    return later(() -> true);
                }));
        assertSame(broken, thrown.getCause());
        assertEquals(2, visited.get());
    }

    @Test
    void anInterruptionStopsTheWalkAndLosesNothingThatRuns() {
        var first = new CompletableFuture<Boolean>();
        var visited = new ArrayList<Integer>();
        Thread caller = Thread.currentThread();
        cancel.tell(event -> threads.execute(() -> first.complete(true)));
        walk(new int[][] {{}, {0}}, i -> {
            visited.add(i);
            caller.interrupt();
            return first;
        });
        assertTrue(Thread.interrupted(), "the interruption is still to be seen");
        assertTrue(cancel.draining());
        assertFalse(cancel.cancelled());
        assertEquals(List.of(0), visited);
    }

    private void walk(int[][] needs, Walk.Visitor visitor) {
        TopologicalOrder order = TopologicalOrder.of(needs);
        var scheduler = new Scheduler(order, new long[needs.length], 64, List.of(), i -> List.of());
        new Walk(order, scheduler, visitor, cancel).run();
    }

    private CompletionStage<Boolean> later(java.util.function.Supplier<Boolean> end) {
        return CompletableFuture.supplyAsync(end, threads);
    }

    private static boolean end(AtomicIntegerArray ended, int i) {
        ended.incrementAndGet(i);
        return true;
    }

    private static int[][] random(int size) {
        var random = new SplittableRandom(7);
        var needs = new int[size][];
        for (int i = 0; i < size; i++) {
            int below = i;
            needs[i] = random.ints(Math.min(3, i), 0, Math.max(1, below))
                    .distinct()
                    .toArray();
        }
        return needs;
    }
}

package dev.slipway.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.graph.TopologicalOrder;
import dev.slipway.model.Claim;
import dev.slipway.model.Pool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SchedulerTest {
    private static Scheduler wide(int size, long[] priority, List<Pool> pools, List<List<Claim>> claims) {
        return new Scheduler(TopologicalOrder.of(new int[size][0]), priority, 100, pools, claims::get);
    }

    @Test
    void theMostCriticalGoesFirst() {
        var scheduler = wide(3, new long[] {1, 3, 2}, List.of(), List.of(List.of(), List.of(), List.of()));
        assertEquals(List.of(1, 2, 0), List.of(scheduler.next(), scheduler.next(), scheduler.next()));
        assertEquals(-1, scheduler.next());
    }

    @Test
    void aHeavyClaimIsNotStarvedByLightOnes() {
        var heavy = List.of(new Claim("p", 2));
        var light = List.of(new Claim("p", 1));
        var scheduler =
                wide(4, new long[] {3, 9, 2, 1}, List.of(new Pool("p", 2)), List.of(light, light, heavy, light));
        assertEquals(1, scheduler.next());
        assertEquals(0, scheduler.next());
        assertEquals(-1, scheduler.next());
        scheduler.finish(1);
        assertEquals(
                -1, scheduler.next(), "one is free, but the heavy one waits for two and goes before the light one");
        scheduler.finish(0);
        assertEquals(2, scheduler.next());
        assertEquals(-1, scheduler.next());
        scheduler.finish(2);
        assertEquals(3, scheduler.next());
    }

    @Test
    void aFullPoolDoesNotHoldUpOthers() {
        var scheduler = wide(
                3,
                new long[] {3, 2, 1},
                List.of(new Pool("p", 1), new Pool("q", 1)),
                List.of(List.of(new Claim("p", 1)), List.of(new Claim("p", 1)), List.of(new Claim("q", 1))));
        assertEquals(0, scheduler.next());
        assertEquals(2, scheduler.next());
        assertEquals(-1, scheduler.next());
    }

    /** Any graph, pools and claims: each once, after its needs, within slots and limits, and never stuck. */
    @RepeatedTest(200)
    void keepsItsGuarantees(RepetitionInfo info) {
        var random = new Random(info.getCurrentRepetition());
        int size = 1 + random.nextInt(60);
        var needs = new int[size][];
        var priority = new long[size];
        var claims = new ArrayList<List<Claim>>();
        int[] limits = {1, 2, 5};
        for (int i = 0; i < size; i++) {
            int before = i;
            needs[i] = i == 0
                    ? new int[0]
                    : random.ints(random.nextInt(4), 0, before)
                            .sorted()
                            .distinct()
                            .toArray();
            priority[i] = random.nextInt(10);
            var taken = new ArrayList<Claim>();
            for (int p = 0; p < limits.length; p++) {
                if (random.nextInt(3) == 0) {
                    taken.add(new Claim("p" + p, 1 + random.nextInt(limits[p])));
                }
            }
            claims.add(taken);
        }
        var pools = List.of(new Pool("p0", 1), new Pool("p1", 2), new Pool("p2", 5));
        int slots = 1 + random.nextInt(8);
        var scheduler = new Scheduler(TopologicalOrder.of(needs), priority, slots, pools, claims::get);
        var finished = new boolean[size];
        var given = new boolean[size];
        var running = new ArrayList<Integer>();
        for (int done = 0; done < size; done++) {
            for (int i = scheduler.next(); i >= 0; i = scheduler.next()) {
                assertTrue(!given[i], "twice");
                given[i] = true;
                assertTrue(Arrays.stream(needs[i]).allMatch(need -> finished[need]), "before its needs");
                running.add(i);
                assertTrue(running.size() <= slots);
                for (int p = 0; p < limits.length; p++) {
                    String pool = "p" + p;
                    int used = running.stream()
                            .flatMap(r -> claims.get(r).stream())
                            .filter(claim -> claim.pool().equals(pool))
                            .mapToInt(Claim::weight)
                            .sum();
                    assertTrue(used <= limits[p], pool + " exceeded");
                }
            }
            assertTrue(!running.isEmpty(), "stuck");
            int end = running.remove(random.nextInt(running.size()));
            finished[end] = true;
            scheduler.finish(end);
        }
        assertEquals(-1, scheduler.next());
    }
}

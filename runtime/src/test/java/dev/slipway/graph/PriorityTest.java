package dev.slipway.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PriorityTest {
    private static final TopologicalOrder ORDER = TopologicalOrder.of(new int[][] {{}, {}, {0}, {0, 1}, {2, 3}});
    private static final long[] MILLIS = {1, 5, 20, 25, 5};

    @Test
    void whatRemainsIsTheLongestWayToTheEnd() {
        assertArrayEquals(new long[] {31, 35, 25, 30, 5}, new Priority(ORDER, MILLIS).remaining);
    }

    @Test
    void whatRemainsOfAChainIsTheSum() {
        long[] millis = new long[1000];
        Arrays.fill(millis, 3);
        TopologicalOrder order =
                RandomGraphs.of(RandomGraphs.Shape.CHAIN, 1000, 1).order();
        assertEquals(3000, new Priority(order, millis).remaining[0]);
    }

    @Test
    void workRestsInEqualPartsOnAllThatItWaitsFor() {
        assertArrayEquals(new double[] {37.25, 18.75, 22.5, 27.5, 5}, new Priority(ORDER, MILLIS).resting);
    }

    /** Nothing is lost on the way: all work rests on those that wait for nobody. */
    @Test
    void allWorkRestsOnTheFirst() {
        TopologicalOrder order =
                RandomGraphs.of(RandomGraphs.Shape.LAYERED, 2000, 3).order();
        double[] resting = new Priority(order).resting;
        double first = 0;
        for (int i = 0; i < order.size(); i++) {
            first += order.waitsFor(i) == 0 ? resting[i] : 0;
        }
        assertEquals(order.size(), first, 1e-6);
    }

    @Test
    void theLongerWayGoesFirstAndOfTwoAlikeTheOneOnWhichMoreRests() {
        long[] urgency = new Priority(ORDER, MILLIS).ofAll();
        assertTrue(urgency[1] > urgency[0] && urgency[0] > urgency[3] && urgency[3] > urgency[2]);

        long[] alike = new Priority(TopologicalOrder.of(new int[][] {{}, {}, {0}, {1}, {1}})).ofAll();
        assertTrue(alike[1] > alike[0]);
        assertEquals(alike[3], alike[4]);
    }

    @Test
    void whatTakesForEverIsStillMoreUrgentThanTheRest() {
        long[] urgency =
                new Priority(TopologicalOrder.of(new int[][] {{}, {}}), new long[] {Long.MAX_VALUE / 4, 1}).ofAll();
        assertTrue(urgency[0] > urgency[1] && urgency[1] > 0);
    }
}

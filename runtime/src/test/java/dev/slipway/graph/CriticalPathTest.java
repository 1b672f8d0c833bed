package dev.slipway.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CriticalPathTest {
    @Test
    void isTheLongestWayToTheEnd() {
        Order order = Order.of(new int[][] {{}, {}, {0}, {0, 1}, {2, 3}});
        assertArrayEquals(new long[] {31, 35, 25, 30, 5}, CriticalPath.remaining(order, new long[] {1, 5, 20, 25, 5}));
    }

    @Test
    void ofAChainIsTheSum() {
        long[] millis = new long[1000];
        Arrays.fill(millis, 3);
        Order order = RandomGraphs.of(RandomGraphs.Shape.CHAIN, 1000, 1).order();
        assertEquals(3000, CriticalPath.remaining(order, millis)[0]);
    }
}

package dev.slipway.graph;

import java.util.Arrays;

/**
 * Who waits for whom, over numbers from 0 to {@code size}, as flat arrays. The numbering is a topological order: every
 * edge goes from a smaller number to a larger.
 */
public final class TopologicalOrder {
    private final int[] rowStart;
    private final int[] successors;
    private final int[] waitsFor;

    private TopologicalOrder(int[] rowStart, int[] successors, int[] waitsFor) {
        this.rowStart = rowStart;
        this.successors = successors;
        this.waitsFor = waitsFor;
    }

    /**
     * Makes the order that follows from needs.
     *
     * @param needs for each number, the smaller numbers that it waits for, without repetition
     */
    public static TopologicalOrder of(int[][] needs) {
        var rowStart = new int[needs.length + 1];
        var waitsFor = new int[needs.length];
        for (int i = 0; i < needs.length; i++) {
            waitsFor[i] = needs[i].length;
            for (int need : needs[i]) {
                if (need < 0 || need >= i) {
                    throw new IllegalArgumentException(i + " cannot wait for " + need + ": not in topological order");
                }
                rowStart[need + 1]++;
            }
        }
        for (int i = 0; i < needs.length; i++) {
            rowStart[i + 1] += rowStart[i];
        }
        var successors = new int[rowStart[needs.length]];
        int[] next = Arrays.copyOf(rowStart, needs.length);
        for (int i = 0; i < needs.length; i++) {
            for (int need : needs[i]) {
                successors[next[need]++] = i;
            }
        }
        return new TopologicalOrder(rowStart, successors, waitsFor);
    }

    public int size() {
        return waitsFor.length;
    }

    public int edges() {
        return successors.length;
    }

    /** How many others {@code i} waits for. */
    public int waitsFor(int i) {
        return waitsFor[i];
    }

    /** How many wait for {@code i}. */
    public int fanOut(int i) {
        return rowStart[i + 1] - rowStart[i];
    }

    /** The {@code k}th of those that wait for {@code i}. */
    public int successor(int i, int k) {
        return successors[rowStart[i] + k];
    }
}

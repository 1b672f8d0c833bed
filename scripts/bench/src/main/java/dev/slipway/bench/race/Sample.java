package dev.slipway.bench.race;

import java.util.Arrays;

/** Measurements of one thing, in order of size. */
public final class Sample {
    private final double[] sorted;

    private Sample(double[] sorted) {
        this.sorted = sorted;
    }

    public static Sample of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Sample(sorted);
    }

    public double median() {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    public int size() {
        return sorted.length;
    }

    public double smallest() {
        return sorted[0];
    }

    public double largest() {
        return sorted[sorted.length - 1];
    }

    /** The value below which so large a part of all values lies. */
    public double quantile(double part) {
        return sorted[(int) Math.min(sorted.length - 1L, (long) (part * sorted.length))];
    }
}

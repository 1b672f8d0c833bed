package dev.slipway.bench.shape;

import java.util.SplittableRandom;

/** Tasks by number and what they wait for, before any tool has its say. The same seed gives the same mesh. */
public final class Mesh {
    private static final long SEED = 20_240_229;

    private final Shape shape;
    private final int[][] needs;

    private Mesh(Shape shape, int[][] needs) {
        this.shape = shape;
        this.needs = needs;
    }

    public static Mesh of(Shape shape, int size) {
        var random = new SplittableRandom(SEED);
        var needs = new int[size][];
        for (int i = 0; i < size; i++) {
            needs[i] = shape.needs(i, size, random);
        }
        return new Mesh(shape, needs);
    }

    /** By task, the smaller numbers that it waits for. */
    public int[][] needs() {
        return needs;
    }

    public int size() {
        return needs.length;
    }

    public static String name(int i) {
        return "t" + i;
    }

    public static String input(int i) {
        return "in/t" + i;
    }

    public static String output(int i) {
        return "out/t" + i;
    }

    /** The most tasks in a row that wait for each other. */
    public int depth() {
        var depth = new int[size()];
        int deepest = 0;
        for (int i = 0; i < depth.length; i++) {
            for (int need : needs[i]) {
                depth[i] = Math.max(depth[i], depth[need]);
            }
            deepest = Math.max(deepest, ++depth[i]);
        }
        return deepest;
    }

    @Override
    public String toString() {
        return shape.name().toLowerCase(java.util.Locale.ROOT) + "-" + size();
    }
}

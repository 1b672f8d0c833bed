package dev.slipway.bench.shape;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** How tasks depend on each other. */
public enum Shape {
    /** Nobody waits for anybody. */
    WIDE {
        @Override
        int[] needs(int i, int size, SplittableRandom random) {
            return new int[0];
        }
    },
    /** Each waits for the one before. */
    CHAIN {
        @Override
        int[] needs(int i, int size, SplittableRandom random) {
            return i == 0 ? new int[0] : new int[] {i - 1};
        }
    },
    /** Layers of a hundred; each task waits for three of the layer before. */
    LAYERED {
        @Override
        int[] needs(int i, int size, SplittableRandom random) {
            int before = (i / WIDTH - 1) * WIDTH;
            return before < 0
                    ? new int[0]
                    : random.ints(before, before + WIDTH)
                            .distinct()
                            .limit(UPSTREAM)
                            .sorted()
                            .toArray();
        }
    },
    /** All wait for the first, and the last waits for all. */
    HUB {
        @Override
        int[] needs(int i, int size, SplittableRandom random) {
            boolean last = i == size - 1;
            return last ? IntStream.range(0, i).toArray() : i == 0 ? new int[0] : new int[] {0};
        }
    };

    public static final int WIDTH = 100;
    private static final int UPSTREAM = 3;

    /** The smaller numbers that task {@code i} waits for. */
    abstract int[] needs(int i, int size, SplittableRandom random);
}

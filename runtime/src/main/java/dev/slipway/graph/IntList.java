package dev.slipway.graph;

import java.util.Arrays;

/** The numbers that one node points to, while they are being found. */
final class IntList {
    private int[] numbers = new int[8];
    private int size;

    void clear() {
        size = 0;
    }

    /** Adds a number; {@link Nodes#MISSING} is none. */
    void add(int number) {
        if (number == Nodes.MISSING) {
            return;
        }
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * size);
        }
        numbers[size++] = number;
    }

    void addAll(int[] more) {
        for (int number : more) {
            add(number);
        }
    }

    void addRange(int from, int past) {
        for (int number = from; number < past; number++) {
            add(number);
        }
    }

    /** The numbers, smallest first, each once. */
    int[] toArray() {
        Arrays.sort(numbers, 0, size);
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (kept == 0 || numbers[i] != numbers[kept - 1]) {
                numbers[kept++] = numbers[i];
            }
        }
        return Arrays.copyOf(numbers, kept);
    }
}

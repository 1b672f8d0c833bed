package dev.slipway.work;

import java.util.Arrays;

/** Numbers, best first: the highest priority, and among equals the smallest number. */
final class Heap {
    private final long[] priority;
    private int[] heap = new int[16];
    private int size;

    Heap(long[] priority) {
        this.priority = priority;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int peek() {
        return heap[0];
    }

    void add(int number) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        int at = size++;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (!better(number, heap[parent])) {
                break;
            }
            heap[at] = heap[parent];
            at = parent;
        }
        heap[at] = number;
    }

    int poll() {
        int best = heap[0];
        int moving = heap[--size];
        int at = 0;
        for (int child = 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && better(heap[child + 1], heap[child])) {
                child++;
            }
            if (!better(heap[child], moving)) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = moving;
        return best;
    }

    boolean better(int a, int b) {
        return priority[a] > priority[b] || (priority[a] == priority[b] && a < b);
    }
}

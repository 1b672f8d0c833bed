package dev.slipway.work;

/** The ready tasks that claim the same of the same pools: if the best of them has to wait, so have the others. */
final class ReadyQueue {
    final int[] pools;
    final int[] weights;
    final Heap ready;
    boolean open = true;

    ReadyQueue(int[] pools, int[] weights, Heap ready) {
        this.pools = pools;
        this.weights = weights;
        this.ready = ready;
    }
}

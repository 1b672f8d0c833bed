package dev.slipway.bench.child;

import dev.slipway.bench.race.Sample;
import dev.slipway.bench.shape.Mesh;
import dev.slipway.bench.shape.Shape;
import dev.slipway.graph.TopologicalOrder;
import dev.slipway.work.Cancel;
import dev.slipway.work.Scheduler;
import dev.slipway.work.Walk;
import java.util.List;

/**
 * What it costs to give out a task that takes no time: from the moment that the one before ended to the moment that this
 * one starts. With nothing to wait for, that is all the scheduler does.
 */
public final class Overhead {
    private static final int SIZE = 10_000;
    private static final int WARM_UP = 200;
    private static final int MEASURED = 20;
    private static final int SLOTS = 64;

    private final long[] starts = new long[SIZE];
    private int started;

    public static void main(String[] args) {
        for (Shape shape : List.of(Shape.LAYERED, Shape.WIDE)) {
            TopologicalOrder order = TopologicalOrder.of(Mesh.of(shape, SIZE).needs());
            var overhead = new Overhead();
            overhead.tell(shape + "-scheduler-", () -> overhead.schedule(order));
            overhead.tell(shape + "-walk-", () -> overhead.walk(order));
        }
    }

    private void tell(String name, Runnable round) {
        var gaps = new double[MEASURED * (SIZE - 1)];
        for (int i = -WARM_UP; i < MEASURED; i++) {
            started = 0;
            round.run();
            for (int k = 1; i >= 0 && k < SIZE; k++) {
                gaps[i * (SIZE - 1) + k - 1] = starts[k] - starts[k - 1];
            }
        }
        Sample sample = Sample.of(gaps);
        Told.tell(name + "median", (long) sample.median());
        Told.tell(name + "p99", (long) sample.quantile(0.99));
    }

    private static Scheduler scheduler(TopologicalOrder order) {
        return new Scheduler(order, new long[order.size()], SLOTS, List.of(), i -> List.of());
    }

    private void schedule(TopologicalOrder order) {
        Scheduler scheduler = scheduler(order);
        for (int i = scheduler.next(); i >= 0; i = scheduler.next()) {
            starts[started++] = System.nanoTime();
            scheduler.finish(i);
        }
    }

    private void walk(TopologicalOrder order) {
        Walk.Visitor visitor = i -> {
            starts[started++] = System.nanoTime();
            return null;
        };
        new Walk(order, scheduler(order), visitor, new Cancel()).run();
    }

    private Overhead() {}
}

package dev.slipway.bench.jmh;

import dev.slipway.bench.shape.Mesh;
import dev.slipway.bench.shape.Shape;
import dev.slipway.graph.TopologicalOrder;
import dev.slipway.work.Scheduler;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Giving out and taking back each of 10,000 tasks; the time is for one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SchedulerBench {
    private static final int SIZE = 10_000;
    private static final int SLOTS = 64;

    private final TopologicalOrder layered =
            TopologicalOrder.of(Mesh.of(Shape.LAYERED, SIZE).needs());
    private final TopologicalOrder wide =
            TopologicalOrder.of(Mesh.of(Shape.WIDE, SIZE).needs());

    @Benchmark
    @OperationsPerInvocation(SIZE)
    public int layered() {
        return through(layered);
    }

    @Benchmark
    @OperationsPerInvocation(SIZE)
    public int wide() {
        return through(wide);
    }

    private static int through(TopologicalOrder order) {
        var scheduler = new Scheduler(order, new long[SIZE], SLOTS, List.of(), i -> List.of());
        int count = 0;
        for (int i = scheduler.next(); i >= 0; i = scheduler.next()) {
            scheduler.finish(i);
            count++;
        }
        return count;
    }
}

package dev.slipway.bench.jmh;

import dev.slipway.bench.shape.Declared;
import dev.slipway.bench.shape.Mesh;
import dev.slipway.bench.shape.Shape;
import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The canonical fingerprint of one file task, and of a megabyte. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class HashingBench {
    private final Hasher hasher = new Hasher();
    private final Fields inputs =
            Declared.files(Mesh.of(Shape.LAYERED, 200)).task(150).inputs();
    private final byte[] megabyte = new byte[1 << 20];

    @Benchmark
    public Fingerprint task() {
        return hasher.task(Declared.FILE, 1, inputs);
    }

    @Benchmark
    public Fingerprint megabyte() {
        return Hasher.of(megabyte);
    }
}

package dev.slipway.bench.child;

import dev.slipway.bench.fake.FileFromFile;
import dev.slipway.bench.fake.Latency;
import dev.slipway.bench.shape.Mesh;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes the files of sites on 64 threads that take what is next, one site after the other: no graph, no order, nothing
 * remembered. What a machine can do of {@link FullWidth} at best.
 */
public final class BarePool {
    public static void main(String[] args) throws InterruptedException {
        for (int i = 0; i + 1 < args.length; i += 2) {
            make(i / 2 + ".", Path.of(args[i]), Integer.parseInt(args[i + 1]));
        }
    }

    private static void make(String name, Path root, int size) throws InterruptedException {
        var latency = new Latency(TimeUnit.MILLISECONDS.toNanos(FullWidth.CALL_MILLIS));
        var file = new FileFromFile(root, latency);
        var next = new AtomicInteger();
        var threads = new Thread[FullWidth.WIDTH];
        long began = System.nanoTime();
        for (int t = 0; t < threads.length; t++) {
            threads[t] = new Thread(() -> {
                for (int i = next.getAndIncrement(); i < size; i = next.getAndIncrement()) {
                    file.compute(Mesh.input(i), Mesh.output(i));
                }
            });
            threads[t].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        Told.tell(name + "applyMicros", (System.nanoTime() - began) / 1000);
        Told.tell(name + "callMicros", (long) (1000 * latency.meanMillis()));
        Told.tell(name + "executed", latency.calls());
    }

    private BarePool() {}
}

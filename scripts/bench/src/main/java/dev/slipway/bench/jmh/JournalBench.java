package dev.slipway.bench.jmh;

import dev.slipway.bench.Ground;
import dev.slipway.bench.shape.Declared;
import dev.slipway.model.TaskKey;
import dev.slipway.store.Entry;
import dev.slipway.store.LocalStore;
import dev.slipway.store.LockOwner;
import dev.slipway.store.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Appending one entry, without and with waiting until it would survive a power cut. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class JournalBench {
    private final Path directory;
    private final LocalStore store;
    private final StateStore.Session session;
    private final Entry entry = new Entry.Failed(new TaskKey(Declared.OBJECT, "t0"), "it was not created");

    public JournalBench() {
        try {
            directory = Files.createTempDirectory("bench-journal-");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        store = new LocalStore(directory);
        session = store.lock(LockOwner.here("jmh", Clock.systemUTC()), event -> {});
    }

    @Benchmark
    public long append() {
        return session.journal().append(entry);
    }

    @Benchmark
    public void appendDurably() {
        session.journal()
                .durable(session.journal().append(entry))
                .toCompletableFuture()
                .join();
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
        session.close();
        store.close();
        Ground.clear(directory);
    }
}

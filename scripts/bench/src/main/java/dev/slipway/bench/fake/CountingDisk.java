package dev.slipway.bench.fake;

import dev.slipway.store.Disk;
import dev.slipway.store.SystemDisk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** The real disk, with a count of what is asked of it: each write and each sync is one call of the system. */
public final class CountingDisk implements Disk {
    private final Disk disk = new SystemDisk();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder writes = new LongAdder();
    private final LongAdder syncs = new LongAdder();

    public long bytes() {
        return bytes.sum();
    }

    public long writes() {
        return writes.sum();
    }

    public long syncs() {
        return syncs.sum();
    }

    public void reset() {
        bytes.reset();
        writes.reset();
        syncs.reset();
    }

    @Override
    public byte[] read(Path file) throws IOException {
        return disk.read(file);
    }

    @Override
    public List<String> list(Path directory) throws IOException {
        return disk.list(directory);
    }

    @Override
    public Sink create(Path file) throws IOException {
        return new CountingSink(disk.create(file));
    }

    @Override
    public Sink append(Path file) throws IOException {
        return new CountingSink(disk.append(file));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        disk.rename(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        disk.delete(file);
    }

    @Override
    public void makeDirectory(Path directory) throws IOException {
        disk.makeDirectory(directory);
    }

    @Override
    public void force(Path fileOrDirectory) throws IOException {
        syncs.increment();
        disk.force(fileOrDirectory);
    }

    @Override
    public Optional<Closeable> tryLock(Path file) throws IOException {
        return disk.tryLock(file);
    }

    private final class CountingSink implements Sink {
        private final Sink sink;

        CountingSink(Sink sink) {
            this.sink = sink;
        }

        @Override
        public long size() throws IOException {
            return sink.size();
        }

        @Override
        public void write(byte[] data, int from, int length) throws IOException {
            writes.increment();
            bytes.add(length);
            sink.write(data, from, length);
        }

        @Override
        public void force() throws IOException {
            syncs.increment();
            sink.force();
        }

        @Override
        public void cut(long size) throws IOException {
            sink.cut(size);
        }

        @Override
        public void close() throws IOException {
            sink.close();
        }
    }
}

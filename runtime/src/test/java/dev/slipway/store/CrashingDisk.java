package dev.slipway.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A disk in memory that loses its power at a chosen byte or operation, runs full, flips bits, and counts. It knows for
 * every file and every name what was forced and what was not, so {@link #after} can say what a crash leaves:
 *
 * <pre>
 * var disk = new CrashingDisk().dieAtByte(1234);
 * ... use new LocalStore(Path.of("/slipway"), disk) until it fails, disk.dead() ...
 * var next = disk.after(Crash.POWER_CUT);
 * ... open the same path on next ...
 * </pre>
 */
public final class CrashingDisk implements Disk {
    private final MemoryNames names = new MemoryNames();
    private final Set<Path> locked = new HashSet<>();
    private final Set<Path> denied = new HashSet<>();
    private long operations;
    private long reads;
    private long writes;
    private long forces;
    private long written;
    private long lastByte = Long.MAX_VALUE;
    private long lastOperation = Long.MAX_VALUE;
    private long capacity = Long.MAX_VALUE;
    private boolean dead;

    /** Loses power when so many bytes have been written, counted from now. */
    public synchronized CrashingDisk dieAtByte(long bytes) {
        lastByte = written + bytes;
        return this;
    }

    /** Loses power instead of the operation after so many, counted from now. Reading is no operation. */
    public synchronized CrashingDisk dieAtOperation(long count) {
        lastOperation = operations + count;
        return this;
    }

    /** Is full when so many more bytes have been written. */
    public synchronized CrashingDisk fullAfter(long bytes) {
        capacity = written + bytes;
        return this;
    }

    /** Has room again. */
    public synchronized CrashingDisk freed() {
        capacity = Long.MAX_VALUE;
        return this;
    }

    /** Refuses whatever has to do with a path or with anything below it. */
    public synchronized CrashingDisk deny(Path path) {
        denied.add(real(path));
        return this;
    }

    public synchronized boolean dead() {
        return dead;
    }

    public synchronized Counts counts() {
        return new Counts(operations, reads, writes, forces, written);
    }

    /** All files, in order. */
    public synchronized List<Path> files() {
        return names.all().entrySet().stream()
                .filter(entry -> !entry.getValue().isDirectory())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Puts a file there as if it had always been. */
    public synchronized CrashingDisk put(Path file, byte[] bytes) {
        names.plant(real(file), MemoryFile.of(bytes));
        return this;
    }

    /** Flips one bit of a file, counted from its beginning. */
    public synchronized CrashingDisk flip(Path file, long bit) throws IOException {
        byte[] bytes = file(file).content();
        bytes[(int) (bit / 8)] ^= (byte) (1 << bit % 8);
        return put(file, bytes);
    }

    /** The disk as the next process finds it: alive, all locks free, and with what the crash has left. */
    public synchronized CrashingDisk after(Crash crash) {
        var next = new CrashingDisk();
        names.after(crash).forEach((path, file) -> {
            MemoryFile left = file.isDirectory()
                    ? MemoryFile.directory()
                    : MemoryFile.of(crash.content(file.forced(), file.content()));
            next.names.plant(path, left);
        });
        return next;
    }

    @Override
    public synchronized byte[] read(Path file) throws IOException {
        alive();
        reads++;
        return file(file).content();
    }

    @Override
    public synchronized List<String> list(Path directory) throws IOException {
        alive();
        Path path = directory(directory);
        return names.all().keySet().stream()
                .filter(name -> path.equals(name.getParent()))
                .map(name -> String.valueOf(name.getFileName()))
                .toList();
    }

    @Override
    public synchronized Sink create(Path file) throws IOException {
        operation(file);
        directory(Disk.directoryOf(file));
        Path path = real(file);
        if (!names.all().containsKey(path)) {
            names.add(path, MemoryFile.of(new byte[0]));
        }
        file(file).cut(0);
        return new MemorySink(file, file(file));
    }

    @Override
    public synchronized Sink append(Path file) throws IOException {
        operation(file);
        return new MemorySink(file, file(file));
    }

    @Override
    public synchronized void rename(Path from, Path to) throws IOException {
        operation(from);
        names.move(real(from), real(to));
    }

    @Override
    public synchronized void delete(Path file) throws IOException {
        operation(file);
        if (names.all().containsKey(real(file))) {
            names.remove(real(file));
        }
    }

    @Override
    public synchronized void makeDirectory(Path directory) throws IOException {
        Path path = real(directory);
        if (path.getParent() != null && !names.isDirectory(path)) {
            makeDirectory(path.getParent());
            operation(directory);
            names.add(path, MemoryFile.directory());
        }
    }

    @Override
    public synchronized void force(Path fileOrDirectory) throws IOException {
        operation(fileOrDirectory);
        forces++;
        Path path = real(fileOrDirectory);
        if (path.getParent() == null || names.get(path).isDirectory()) {
            names.force(path);
        } else {
            names.get(path).force();
        }
    }

    @Override
    public synchronized Optional<Closeable> tryLock(Path file) throws IOException {
        operation(file);
        Path path = real(file);
        return locked.add(path) ? Optional.of(() -> unlock(path)) : Optional.empty();
    }

    private synchronized void unlock(Path path) {
        locked.remove(path);
    }

    private MemoryFile file(Path file) throws IOException {
        MemoryFile found = names.get(permitted(file));
        if (found.isDirectory()) {
            throw new IOException(file + ": Is a directory");
        }
        return found;
    }

    private Path directory(Path directory) throws IOException {
        Path path = permitted(directory);
        if (path.getParent() != null && !names.get(path).isDirectory()) {
            throw new NotDirectoryException(path.toString());
        }
        return path;
    }

    private void operation(Path path) throws IOException {
        permitted(path);
        dead |= operations >= lastOperation;
        alive();
        operations++;
    }

    private void alive() throws IOException {
        if (dead) {
            throw new IOException("the power is off");
        }
    }

    private Path permitted(Path path) throws IOException {
        for (Path at = real(path); at != null; at = at.getParent()) {
            if (denied.contains(at)) {
                throw new AccessDeniedException(path.toString());
            }
        }
        return real(path);
    }

    private static Path real(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private final class MemorySink implements Sink {
        private final Path path;
        private final MemoryFile file;

        MemorySink(Path path, MemoryFile file) {
            this.path = path;
            this.file = file;
        }

        @Override
        public long size() throws IOException {
            synchronized (CrashingDisk.this) {
                alive();
                return file.size();
            }
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            synchronized (CrashingDisk.this) {
                operation(path);
                int room = (int) Math.max(0, Math.min(length, Math.min(lastByte, capacity) - written));
                file.write(bytes, from, room);
                writes++;
                written += room;
                if (room < length) {
                    dead = lastByte <= capacity;
                    alive();
                    throw new IOException("No space left on device");
                }
            }
        }

        @Override
        public void force() throws IOException {
            synchronized (CrashingDisk.this) {
                operation(path);
                forces++;
                file.force();
            }
        }

        @Override
        public void cut(long size) throws IOException {
            synchronized (CrashingDisk.this) {
                operation(path);
                file.cut(size);
                file.force();
            }
        }

        @Override
        public void close() {
            // nothing to give back
        }
    }
}

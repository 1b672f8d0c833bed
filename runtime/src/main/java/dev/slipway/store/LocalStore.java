package dev.slipway.store;

import dev.slipway.model.Event;
import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The state in a directory of this machine, mostly {@code .slipway}:
 *
 * <pre>
 * lock, lock.owner       held while somebody writes, and a note of who that is
 * lock.progress          how far that run is, for whoever looks on
 * state/000007.snapshot  what was remembered when the generation began
 * state/000007.journal   what has happened since
 * state/000006.*         the generation before, from which a damaged snapshot can be made anew
 * blobs/ab/cdef...       fields too large for the journal, and sealed secrets
 * </pre>
 */
public final class LocalStore implements StateStore {
    private final Disk disk;
    private final Path directory;
    private final DirBlobs blobs;
    private final Function<Fingerprint, Fields> load;
    private final StateDirectory files;
    private final long small;

    public LocalStore(Path directory) {
        this(directory, new SystemDisk());
    }

    public LocalStore(Path directory, Disk disk) {
        this(directory, disk, StateRecovery.SMALL);
    }

    /**
     * A store for tests of upkeep.
     *
     * @param small a journal up to this size is never recompacted
     */
    LocalStore(Path directory, Disk disk, long small) {
        this.small = small;
        this.disk = disk;
        this.directory = directory;
        this.blobs = new DirBlobs(disk, directory.resolve("blobs"));
        this.load = blobs::fields;
        this.files = new StateDirectory(disk, directory.resolve("state"), load);
    }

    @Override
    public Snapshot read() {
        try {
            return files.read().map(loaded -> loaded.state().toSnapshot()).orElseGet(() -> Snapshot.empty(""));
        } catch (IOException e) {
            throw IoErrors.refused("the state in " + directory + " cannot be read", directory, e);
        }
    }

    @Override
    public Session lock(LockOwner owner, Consumer<? super Event> events) {
        try {
            disk.makeDirectory(files.directory());
            Closeable lock = locked(owner);
            try {
                return open(lock, events);
            } catch (IOException | RuntimeException e) {
                closed(lock);
                throw e;
            }
        } catch (IOException e) {
            throw IoErrors.refused("the state in " + directory + " cannot be opened for writing", directory, e);
        }
    }

    private Closeable locked(LockOwner owner) throws IOException {
        Path note = directory.resolve("lock.owner");
        Optional<Closeable> lock = disk.tryLock(directory.resolve("lock"));
        if (lock.isEmpty()) {
            throw LockOwnerFile.refused(directory, holder(note), owner);
        }
        try (Disk.Sink sink = disk.create(note)) {
            byte[] bytes = LockOwnerFile.note(owner);
            sink.write(bytes, 0, bytes.length);
        } catch (IOException e) {
            closed(lock.get());
            throw e;
        }
        return lock.get();
    }

    @Override
    public Optional<Writer> writer() {
        return LockOwnerFile.writer(
                holder(directory.resolve("lock.owner")), progress().read());
    }

    private ProgressNote progress() {
        return new ProgressNote(directory.resolve("lock.progress"));
    }

    private byte[] holder(Path note) {
        try {
            return disk.read(note);
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private Session open(Closeable lock, Consumer<? super Event> events) throws IOException {
        var upkeep = new StateRecovery(files, blobs, this::rest, events, small);
        LoadedState loaded = upkeep.ready();
        Disk.Sink sink = disk.append(loaded.journal().path());
        var journal = new FileJournal(loaded.journal(), loaded.state().sequence(), sink, blobs, this::rest);
        return new Open(loaded.state().toSnapshot(), journal, lock, this::left, progress());
    }

    private BlobPlacement rest(Entry entry) {
        return BlobPlacement.of(entry, blobs, load);
    }

    @Override
    public Blobs blobs() {
        return blobs;
    }

    @Override
    public void close() {
        try {
            blobs.force();
        } catch (IOException e) {
            throw IoErrors.refused("blobs could not be made durable", directory, e);
        }
    }

    /** The notes go before the lock does, so that nobody takes those of the next writer away. */
    private void left() {
        try {
            disk.delete(directory.resolve("lock.owner"));
            progress().delete();
        } catch (IOException e) {
            // then the note is of a process that has ended or holds the lock no longer
        }
    }

    private static void closed(Closeable lock) {
        try {
            lock.close();
        } catch (IOException e) {
            // the lock ends with the process at the latest
        }
    }

    private record Open(Snapshot snapshot, FileJournal journal, Closeable lock, Runnable left, ProgressNote note)
            implements Session {
        @Override
        public void progress(int done, int total) {
            note.write(done, total);
        }

        @Override
        public void close() {
            try {
                journal.close();
            } finally {
                left.run();
                closed(lock);
            }
        }
    }
}

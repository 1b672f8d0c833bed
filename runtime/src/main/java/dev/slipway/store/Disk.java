package dev.slipway.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The few things that a store asks of a file system. Everything goes through here, so that a test can take the place of
 * the disk and cut the power at any byte.
 */
public interface Disk {
    byte[] read(Path file) throws IOException;

    /** The names in a directory, in order. */
    List<String> list(Path directory) throws IOException;

    /** A new file for its owner alone; what had the name before is emptied. */
    Sink create(Path file) throws IOException;

    /** A file to go on writing at its end. */
    Sink append(Path file) throws IOException;

    /** Atomic, and replaces what has the name. */
    void rename(Path from, Path to) throws IOException;

    /** Removes a file; one that is gone already is fine. */
    void delete(Path file) throws IOException;

    /** Makes a directory for its owner alone, with its parents; one that is there already is fine. */
    void makeDirectory(Path directory) throws IOException;

    /** Returns when the content of a file, or the names in a directory, will survive a power cut. */
    void force(Path fileOrDirectory) throws IOException;

    /** A lock that ends with its process; empty when another holds it, in this process or elsewhere. */
    Optional<Closeable> tryLock(Path file) throws IOException;

    /** Writes a file so that its name stands for either the old bytes or the new ones, and will after a power cut. */
    default void place(Path file, byte[] bytes) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
        try (Sink sink = create(fresh)) {
            sink.write(bytes, 0, bytes.length);
            sink.force();
        }
        rename(fresh, file);
        force(directoryOf(file));
    }

    /** The directory that holds the name of a file. */
    static Path directoryOf(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null) {
            throw new IllegalArgumentException("no file has the name " + file);
        }
        return directory;
    }

    /** A file that grows at its end. */
    interface Sink extends Closeable {
        long size() throws IOException;

        void write(byte[] bytes, int from, int length) throws IOException;

        /** Returns when all that was written will survive a power cut. */
        void force() throws IOException;

        /** Takes away what is behind the given size. */
        void cut(long size) throws IOException;
    }
}

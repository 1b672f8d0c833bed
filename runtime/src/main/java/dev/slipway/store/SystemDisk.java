package dev.slipway.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The file system of this machine. */
public final class SystemDisk implements Disk {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final FileAttribute<?>[] FOR_OWNER = attributes("rw-------");
    private static final FileAttribute<?>[] DIRECTORY_FOR_OWNER = attributes("rwx------");

    /**
     * Lock files that this process holds. POSIX drops the locks of a process as soon as it closes any descriptor of the
     * file, so a file that we hold must not even be opened again.
     */
    private static final Set<Path> LOCKED = ConcurrentHashMap.newKeySet();

    private static FileAttribute<?>[] attributes(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    @Override
    public byte[] read(Path file) throws IOException {
        return Files.readAllBytes(file);
    }

    @Override
    public List<String> list(Path directory) throws IOException {
        var names = new ArrayList<String>();
        try (var files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                names.add(String.valueOf(file.getFileName()));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(names);
        return names;
    }

    @Override
    public Sink create(Path file) throws IOException {
        return new ChannelSink(open(file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING));
    }

    @Override
    public Sink append(Path file) throws IOException {
        FileChannel channel = open(file);
        channel.position(channel.size());
        return new ChannelSink(channel);
    }

    private static FileChannel open(Path file, OpenOption... options) throws IOException {
        var all = new java.util.HashSet<>(Set.of(options));
        all.add(StandardOpenOption.WRITE);
        return FileChannel.open(file, all, FOR_OWNER);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public void makeDirectory(Path directory) throws IOException {
        Optional<Path> begun = IgnoreFile.missing(directory);
        Files.createDirectories(directory, DIRECTORY_FOR_OWNER);
        if (begun.isPresent()) {
            IgnoreFile.write(begun.get(), this);
        }
    }

    @Override
    public void force(Path fileOrDirectory) throws IOException {
        if (!POSIX && Files.isDirectory(fileOrDirectory)) {
            return; // there is no way to ask, and no need: such systems order the changes of names themselves
        }
        try (var channel = FileChannel.open(fileOrDirectory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public Optional<Closeable> tryLock(Path file) throws IOException {
        Path name = Disk.directoryOf(file).toRealPath().resolve(file.getFileName());
        if (!LOCKED.add(name)) {
            return Optional.empty();
        }
        Optional<Closeable> lock = Optional.empty();
        try {
            lock = systemLock(name);
            return lock;
        } finally {
            if (lock.isEmpty()) {
                LOCKED.remove(name);
            }
        }
    }

    private static Optional<Closeable> systemLock(Path file) throws IOException {
        FileChannel channel = open(file, StandardOpenOption.CREATE);
        boolean held = false;
        try {
            FileLock lock = channel.tryLock();
            held = lock != null;
        } catch (OverlappingFileLockException e) {
            held = false;
        } finally {
            if (!held) {
                channel.close();
            }
        }
        if (!held) {
            return Optional.empty();
        }
        return Optional.of(() -> {
            try {
                channel.close();
            } finally {
                LOCKED.remove(file);
            }
        });
    }

    /** Writes whole buffers and syncs data without the times of the file. */
    private record ChannelSink(FileChannel channel) implements Sink {
        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            var buffer = ByteBuffer.wrap(bytes, from, length);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public void cut(long size) throws IOException {
            channel.truncate(size);
            channel.position(size);
            channel.force(true);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}

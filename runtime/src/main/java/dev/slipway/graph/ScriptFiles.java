package dev.slipway.graph;

import dev.slipway.model.FileDigest;
import dev.slipway.model.FileStatus;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import dev.slipway.model.Value;
import dev.slipway.store.FileStamp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Local files as a script sees them: named from where the script lies, so that a project can be moved. */
record ScriptFiles(Path root) {
    /** A file may change again within one tick of its time; the coarsest file systems tick every two seconds. */
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(2);

    static ScriptFiles around(Path entry) {
        Path script = entry.toAbsolutePath().normalize();
        Path parent = script.getParent();
        return new ScriptFiles(parent == null ? script : parent);
    }

    String name(Path path) {
        Path absolute = root.resolve(path).normalize();
        Path name = absolute.startsWith(root) && !absolute.equals(root) ? root.relativize(absolute) : absolute;
        return name.toString();
    }

    /** What is found now, or {@link Fingerprint#ZERO} where nothing can be read. */
    Fingerprint digest(TrackedRead read) {
        try {
            Path path = root.resolve(read.name());
            return switch (read.sort()) {
                case FILE -> FileDigest.of(path);
                case LISTING -> digest(names(path));
                case PRESENCE -> presence(path);
                case PLACE -> Hasher.of(Value.of(String.valueOf(new PathResolver(root).place(path))));
                default -> Fingerprint.ZERO;
            };
        } catch (IOException | InvalidPathException e) {
            return Fingerprint.ZERO;
        }
    }

    /**
     * The file as it is now, with the digest that it is said to have. Its time is left out while it is so fresh, or so far
     * in the future, that the file could change and keep it.
     */
    FileStamp stamp(TrackedRead read, long nowMillis) {
        try {
            FileStatus seen = FileStatus.of(root.resolve(read.name()));
            long mtime = seen.mtimeNanos();
            boolean fresh = mtime > TimeUnit.MILLISECONDS.toNanos(nowMillis) - FRESH_NANOS;
            return new FileStamp(
                    read.name(), fresh ? FileStamp.FRESH : mtime, seen.size(), seen.identity(), read.digest());
        } catch (IOException | InvalidPathException e) {
            return new FileStamp(read.name(), FileStamp.FRESH, -1, 0, read.digest());
        }
    }

    static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw new IOException(e);
        }
    }

    static Fingerprint digest(List<String> names) {
        return Hasher.of(Value.of(names));
    }

    static Fingerprint presence(Path path) {
        return Files.exists(path) ? Hasher.of(Value.of(true)) : Fingerprint.ZERO;
    }
}

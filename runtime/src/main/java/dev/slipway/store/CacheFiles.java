package dev.slipway.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The files of a cache in a directory: two levels of directories, and no step through a link. */
final class CacheFiles {
    private final List<Kept> found = new ArrayList<>();

    private CacheFiles() {}

    /**
     * A file of the cache.
     *
     * @param used when it was last read or written
     */
    record Kept(Path path, long size, Instant used) {
        boolean isUnfinished() {
            return name().startsWith(DirCacheBackend.UNFINISHED);
        }

        String name() {
            return path.getFileName().toString();
        }
    }

    /** All files of a kind; what cannot be listed is left out. */
    static List<Kept> of(Path root, String kind) {
        var files = new CacheFiles();
        try (DirectoryStream<Path> prefixes = Files.newDirectoryStream(
                ConfinedDirectory.of(root).at(kind + "/*").getParent())) {
            for (Path prefix : prefixes) {
                if (Files.isDirectory(prefix, LinkOption.NOFOLLOW_LINKS)) {
                    files.collect(prefix);
                }
            }
        } catch (IOException | RuntimeException e) {
            // what cannot be listed cannot be evicted
        }
        return files.found;
    }

    private void collect(Path prefix) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(prefix)) {
            for (Path file : files) {
                collectFile(file);
            }
        }
    }

    private void collectFile(Path file) {
        try {
            var seen = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (seen.isRegularFile()) {
                found.add(new Kept(file, seen.size(), seen.lastModifiedTime().toInstant()));
            }
        } catch (IOException e) {
            // another process was faster
        }
    }

    static boolean delete(Path file) {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            return false;
        }
    }
}

package dev.slipway.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Makes a directory of results and blobs smaller, oldest use first, while others read and write it. */
final class Eviction {
    /** By then, whoever was writing it is dead. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    private record Kept(Path path, long size, Instant used) {}

    private final List<Kept> kept = new ArrayList<>();

    private Eviction() {}

    static long trim(Path root, long maxBytes) {
        var eviction = new Eviction();
        eviction.collect(root, DirCacheBackend.RESULTS);
        eviction.collect(root, DirCacheBackend.BLOBS);
        return eviction.shrink(maxBytes);
    }

    private long shrink(long maxBytes) {
        long left = kept.stream().mapToLong(Kept::size).sum();
        long gone = 0;
        kept.sort(Comparator.comparing(Kept::used).thenComparing(Kept::path));
        Instant abandoned = Instant.now().minus(ABANDONED);
        for (Kept file : kept) {
            boolean unfinished = file.path.getFileName().toString().startsWith(DirCacheBackend.UNFINISHED);
            boolean unwanted = unfinished ? file.used.isBefore(abandoned) : left - gone > maxBytes;
            if (unwanted && delete(file.path)) {
                gone += file.size;
            }
        }
        return gone;
    }

    /** Two levels of directories, and no step through a link: what is deleted here is the cache's own. */
    private void collect(Path root, String kind) {
        try (DirectoryStream<Path> prefixes = Files.newDirectoryStream(
                ConfinedDirectory.of(root).at(kind + "/*").getParent())) {
            for (Path prefix : prefixes) {
                if (Files.isDirectory(prefix, LinkOption.NOFOLLOW_LINKS)) {
                    collect(prefix);
                }
            }
        } catch (IOException | RuntimeException e) {
            // what cannot be listed cannot be evicted
        }
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
                kept.add(new Kept(file, seen.size(), seen.lastModifiedTime().toInstant()));
            }
        } catch (IOException e) {
            // somebody else was faster
        }
    }

    private static boolean delete(Path file) {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            return false;
        }
    }
}

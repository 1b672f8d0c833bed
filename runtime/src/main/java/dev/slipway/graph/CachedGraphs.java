package dev.slipway.graph;

import dev.slipway.store.OwnerOnlyFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A directory of cached files of which only the last few are kept. Never throws: what cannot be kept is not. */
record CachedGraphs(Path dir, Clock clock) {
    static final int ROOM = 8;

    private static final String UNFINISHED = ".tmp";
    private static final long ABANDONED_MILLIS = TimeUnit.HOURS.toMillis(1);

    private record Aged(Path file, FileTime used) implements Comparable<Aged> {
        @Override
        public int compareTo(Aged other) {
            return other.used.compareTo(used);
        }
    }

    /** The files, the last used first. */
    List<Path> files() {
        var files = new ArrayList<Aged>();
        for (Path file : all()) {
            if (!isUnfinished(file)) {
                files.add(new Aged(file, used(file)));
            }
        }
        Collections.sort(files);
        var paths = new ArrayList<Path>();
        for (Aged aged : files) {
            paths.add(aged.file());
        }
        return paths;
    }

    void put(CachedGraph variant, byte[] graph) {
        try {
            OwnerOnlyFiles.makeDirectory(dir);
            Path unfinished = Files.createTempFile(dir, "graph-", UNFINISHED);
            try {
                CachedGraphFile.write(unfinished, variant, graph);
                touch(unfinished);
                Files.move(
                        unfinished,
                        dir.resolve(variant.fileName()),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(unfinished);
            }
            tidy();
        } catch (IOException | UncheckedIOException e) {
            // a cache that cannot be written is a cache that misses
        }
    }

    /** Marks a file as the last used. By our own clock: that of a file system may be too coarse to tell two apart. */
    void touch(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
        } catch (IOException e) {
            // it may be dropped sooner than it should
        }
    }

    private void tidy() throws IOException {
        List<Path> files = files();
        for (Path file : files.subList(Math.min(ROOM, files.size()), files.size())) {
            Files.deleteIfExists(file);
        }
        long abandoned = clock.millis() - ABANDONED_MILLIS;
        for (Path file : all()) {
            if (isUnfinished(file) && used(file).toMillis() < abandoned) {
                Files.deleteIfExists(file);
            }
        }
    }

    private List<Path> all() {
        var all = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(dir)) {
            for (Path file : files) {
                all.add(file);
            }
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
        return all;
    }

    private static boolean isUnfinished(Path file) {
        return file.toString().endsWith(UNFINISHED);
    }

    /** A file that has just been dropped by another process was last used long ago. */
    private static FileTime used(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }
}

package dev.slipway.store;

import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A cache in a directory, which many processes may use at once: nothing in it is ever changed in place, and everything
 * is checked when it is read. The directory must be its own: {@link #tidy} removes whatever looks old.
 */
public final class DirCache implements ActionCache {
    private static final String TIDIED = "pruned";
    private static final Duration INTERVAL = Duration.ofDays(1);

    private final Path root;
    private final CacheBackend shelf;
    private volatile boolean written;

    public DirCache(Path root) {
        this.root = root;
        this.shelf = new DirCacheBackend(root);
    }

    @Override
    public Optional<Fields> get(Fingerprint action, Path below, List<String> files) {
        try {
            return new CacheTransfer(shelf, action, files).get(below);
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public void put(Fingerprint action, Fields outputs, Path below, List<String> files) {
        try {
            written |= new CacheTransfer(shelf, action, files).put(outputs, below);
        } catch (IOException | RuntimeException e) {
            // a full disk or the directory of another user: the result is not kept, and that is all
        }
    }

    /** Applies the usual limits once a day, if something was added through this. */
    public void tidy() {
        Path mark = root.resolve(TIDIED);
        try {
            Instant now = Instant.now();
            boolean recent = Files.exists(mark)
                    && Files.getLastModifiedTime(mark).toInstant().isAfter(now.minus(INTERVAL));
            if (written && !recent) {
                if (Files.notExists(mark)) {
                    Files.createFile(mark);
                }
                Files.setLastModifiedTime(mark, FileTime.from(now));
                Eviction.trim(root, CacheLimits.DEFAULT);
            }
        } catch (IOException e) {
            // another run does it, or an operator with slipway cache prune
        }
    }
}

package dev.slipway.store;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Makes a directory of results and blobs smaller, oldest use first, while others read and write it. */
final class Eviction {
    /** By then, the process that was writing it is dead. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final List<CacheFiles.Kept> kept = new ArrayList<>();

    private Eviction(Path root) {
        kept.addAll(CacheFiles.of(root, DirCacheBackend.RESULTS));
        kept.addAll(CacheFiles.of(root, DirCacheBackend.BLOBS));
        kept.sort(Comparator.comparing(CacheFiles.Kept::used).thenComparing(CacheFiles.Kept::path));
    }

    static CacheDirectory.Pruned trim(Path root, CacheLimits limits) {
        return new Eviction(root).shrink(limits, Instant.now());
    }

    private CacheDirectory.Pruned shrink(CacheLimits limits, Instant now) {
        long left = kept.stream().mapToLong(CacheFiles.Kept::size).sum();
        long bytes = 0;
        int files = 0;
        for (CacheFiles.Kept file : kept) {
            Duration unused = Duration.between(file.used(), now);
            boolean unwanted = file.isUnfinished()
                    ? unused.compareTo(ABANDONED) > 0
                    : left - bytes > limits.bytes() || unused.compareTo(limits.age()) > 0;
            if (unwanted && CacheFiles.delete(file.path())) {
                bytes += file.size();
                files++;
            }
        }
        return new CacheDirectory.Pruned(files, bytes, left - bytes);
    }
}

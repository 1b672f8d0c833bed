package dev.slipway.store;

import dev.slipway.model.Decoder.Garbled;
import dev.slipway.model.Fingerprint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The cache of a user as operators look at it: what is in it, whether it is intact, and how to make it smaller. */
public final class CacheDirectory {
    private final Path root;

    public CacheDirectory(Path root) {
        this.root = root;
    }

    public Path root() {
        return root;
    }

    /**
     * A cached result.
     *
     * @param bytes of the result and its files; a file that two results share counts for both
     * @param used when it was last read or written
     * @param files that it puts back
     */
    public record Result(Fingerprint key, long bytes, Instant used, List<String> files) {
        public Result {
            files = List.copyOf(files);
        }
    }

    /** What a removal did, and how many bytes are left. */
    public record Pruned(int files, long bytes, long left) {}

    /**
     * What a check found. Damaged files have been removed: a run would have ignored them.
     *
     * @param incomplete results whose files are not there, as after pruning; removed, too
     */
    public record Verified(int results, int files, long bytes, List<Path> damaged, int incomplete) {
        public Verified {
            damaged = List.copyOf(damaged);
        }
    }

    /** All results, last used first. */
    public List<Result> list() {
        return CacheFiles.of(root, DirCacheBackend.RESULTS).stream()
                .filter(file -> !file.isUnfinished())
                .flatMap(file -> parsed(file).stream().map(result -> result(file, result)))
                .sorted(Comparator.comparing(Result::used)
                        .reversed()
                        .thenComparing(each -> each.key().toString()))
                .toList();
    }

    /** The bytes that all files of the cache take. */
    public long bytes() {
        return all().mapToLong(CacheFiles.Kept::size).sum();
    }

    public Pruned prune(CacheLimits limits) {
        return Eviction.trim(root, limits);
    }

    public Pruned clear() {
        return prune(new CacheLimits(-1, Duration.ZERO));
    }

    /** Reads every file, compares it with its digest, and removes what is damaged. */
    public Verified verify() {
        var damaged = new ArrayList<Path>();
        int files = 0;
        long bytes = 0;
        for (CacheFiles.Kept blob : CacheFiles.of(root, DirCacheBackend.BLOBS)) {
            if (blob.isUnfinished()) {
                continue;
            }
            bytes += blob.size();
            files++;
            if (!isIntact(blob) && CacheFiles.delete(blob.path())) {
                damaged.add(blob.path());
            }
        }
        int results = 0;
        int incomplete = 0;
        for (CacheFiles.Kept file : CacheFiles.of(root, DirCacheBackend.RESULTS)) {
            if (file.isUnfinished()) {
                continue;
            }
            bytes += file.size();
            results++;
            Optional<ActionResult> result = parsed(file);
            if (result.isPresent() && !isComplete(result.get())) {
                incomplete += CacheFiles.delete(file.path()) ? 1 : 0;
            } else if ((result.isEmpty() || !isSealed(file, result.get())) && CacheFiles.delete(file.path())) {
                damaged.add(file.path());
            }
        }
        return new Verified(results, files, bytes, damaged, incomplete);
    }

    private Stream<CacheFiles.Kept> all() {
        return Stream.concat(
                CacheFiles.of(root, DirCacheBackend.RESULTS).stream(),
                CacheFiles.of(root, DirCacheBackend.BLOBS).stream());
    }

    private static Result result(CacheFiles.Kept file, ActionResult result) {
        return new Result(
                Fingerprint.parse(file.name()),
                file.size() + blobs(result).mapToLong(Digest::size).sum(),
                file.used(),
                result.files().stream().map(OutputFile::path).toList());
    }

    private static Stream<Digest> blobs(ActionResult result) {
        return Stream.concat(result.files().stream().map(OutputFile::digest), result.stdoutBlob().stream())
                .distinct();
    }

    private static Optional<ActionResult> parsed(CacheFiles.Kept file) {
        try {
            Fingerprint.parse(file.name());
            return file.size() > ActionResult.LARGEST
                    ? Optional.empty()
                    : Optional.of(ActionResult.parse(Files.readAllBytes(file.path())));
        } catch (IOException | Garbled | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean isComplete(ActionResult result) {
        return blobs(result).allMatch(blob -> {
            Path file = place(blob);
            try {
                return blob.size() == 0
                        || Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) == blob.size();
            } catch (IOException e) {
                return false;
            }
        });
    }

    private boolean isSealed(CacheFiles.Kept file, ActionResult result) {
        try {
            var inline = new byte[result.stdout().remaining()];
            result.stdout().duplicate().get(inline);
            byte[] sealed = result.stdoutBlob().isEmpty()
                    ? inline
                    : Files.readAllBytes(place(result.stdoutBlob().get()));
            ResultSignature.open(Fingerprint.parse(file.name()), result.files(), sealed);
            return true;
        } catch (IOException | Garbled | IllegalArgumentException e) {
            return false;
        }
    }

    private Path place(Digest blob) {
        String hex = blob.hash().toString();
        return root.resolve(DirCacheBackend.BLOBS).resolve(hex.substring(0, 2)).resolve(hex);
    }

    private static boolean isIntact(CacheFiles.Kept blob) {
        try (InputStream in = Files.newInputStream(blob.path(), LinkOption.NOFOLLOW_LINKS);
                var arrived = new HashingInput(OutputStream.nullOutputStream(), Long.MAX_VALUE)) {
            in.transferTo(arrived);
            return arrived.digest().hash().toString().equals(blob.name());
        } catch (IOException e) {
            return false;
        }
    }
}

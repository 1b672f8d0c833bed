package dev.slipway.store;

import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A cache in a directory, which many processes may use at once: nothing in it is ever changed in place, and everything
 * is checked when it is read. The directory must be its own: {@link #trim} forgets whatever looks old.
 */
public final class DirCache implements ActionCache {
    private final Path root;
    private final CacheBackend shelf;

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
            new CacheTransfer(shelf, action, files).put(outputs, below);
        } catch (IOException | RuntimeException e) {
            // a full disk or a directory of somebody else: the result is not kept, and that is all
        }
    }

    /** Removes what has not been used for longest until at most so many bytes are left, and says how many went. */
    public long trim(long maxBytes) {
        return Eviction.trim(root, maxBytes);
    }
}

package dev.slipway.store;

import dev.slipway.model.CacheScope;
import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Results of pure tasks by the fingerprint of what went in, shared between runs and between machines.
 *
 * <p>A cache is a favour: whatever goes wrong with it is a miss and never a failed run. Nothing that was made from a
 * secret is ever given to one.
 */
public interface ActionCache {
    /**
     * The outputs of an action, its files written below the root. On a miss, and on any trouble, nothing is written: a
     * file appears whole or not at all, and only after all of them have arrived intact.
     *
     * @param files the paths that the action is to leave behind, relative to the root. A result with other files than
     *     these is a miss: what is written where is for the script to say, and never for whoever filled the cache.
     */
    Optional<Fields> get(Fingerprint action, Path root, List<String> files);

    /**
     * Keeps a result.
     *
     * @param files paths relative to the root
     */
    void put(Fingerprint action, Fields outputs, Path root, List<String> files);

    /** The part of this cache that may have a result of this scope. */
    default ActionCache within(CacheScope scope) {
        return scope == CacheScope.OFF ? NONE : this;
    }

    /** No cache. */
    ActionCache NONE = new ActionCache() {
        @Override
        public Optional<Fields> get(Fingerprint action, Path root, List<String> files) {
            return Optional.empty();
        }

        @Override
        public void put(Fingerprint action, Fields outputs, Path root, List<String> files) {
            // keeps nothing
        }
    };
}

package dev.slipway.store;

import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import java.util.List;
import java.util.Optional;

/**
 * Results of pure tasks by the fingerprint of what went in, shared between runs and between machines.
 *
 * <p>A cache is a favour: whatever goes wrong with it is a miss and never a failed run. Nothing that was made from a
 * secret is ever given to one.
 */
public interface ActionCache {
    /** @param files the local files that came with the result, with their bytes */
    record Result(Fields outputs, List<OutputFile> files) {
        public Result {
            files = List.copyOf(files);
        }
    }

    /** A local file as an output: relative path, bytes, and whether it may be executed. */
    record OutputFile(String path, byte[] bytes, boolean executable) {}

    Optional<Result> get(Fingerprint action);

    void put(Fingerprint action, Result result);

    /** No cache. */
    ActionCache NONE = new ActionCache() {
        @Override
        public Optional<Result> get(Fingerprint action) {
            return Optional.empty();
        }

        @Override
        public void put(Fingerprint action, Result result) {
            // keeps nothing
        }
    };
}

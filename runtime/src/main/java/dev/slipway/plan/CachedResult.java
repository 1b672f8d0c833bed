package dev.slipway.plan;

import dev.slipway.model.CacheScope;
import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import dev.slipway.model.Pure;
import dev.slipway.model.StringValue;
import dev.slipway.provide.Compute;
import dev.slipway.store.ActionCache;
import dev.slipway.store.ProjectIdentity;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The place of one computation's result in the cache: its key, and the part of the cache that may have it. This is the
 * only place where it is decided for whom a result is kept.
 *
 * @param cache {@link ActionCache#NONE} for what is not cached
 */
public record CachedResult(ActionCache cache, Fingerprint key, Path root, List<String> files) {

    /** Of a computation that is about to run; a project that has no identity yet gets one. */
    public static CachedResult of(
            ActionCache cache, Pure task, Compute code, Fingerprint wanted, Fields inputs, Path root) {
        return of(cache, task, code, wanted, inputs, root, ProjectIdentity::require);
    }

    /** Of a computation that is made for a plan, which writes nothing beside the script and asks no server. */
    static CachedResult ofPlan(ActionCache cache, Pure task, Compute code, Fingerprint wanted, Path root) {
        return of(cache.within(CacheScope.PROJECT), task, code, wanted, task.inputs(), root, ProjectIdentity::find);
    }

    private static CachedResult of(
            ActionCache cache,
            Pure task,
            Compute code,
            Fingerprint wanted,
            Fields inputs,
            Path root,
            Function<Path, Optional<Fingerprint>> identity) {
        CacheScope scope = scope(task, code, inputs);
        ActionCache part = cache.within(scope);
        if (part == ActionCache.NONE) {
            return new CachedResult(part, Fingerprint.ZERO, root, task.writes());
        }
        Fingerprint key = code.cacheKey(wanted, inputs);
        if (scope == CacheScope.SHARED) {
            return new CachedResult(part, key, root, task.writes());
        }
        return identity.apply(root)
                .map(project -> new CachedResult(part, among(project, key), root, task.writes()))
                .orElseGet(() -> new CachedResult(ActionCache.NONE, Fingerprint.ZERO, root, task.writes()));
    }

    /** What was made from a secret is not cached, whatever the declaration says. */
    private static CacheScope scope(Pure task, Compute code, Fields inputs) {
        return inputs.isSecret() ? CacheScope.OFF : task.rules().cache().within(code.cacheScope(inputs));
    }

    private static Fingerprint among(Fingerprint project, Fingerprint key) {
        return Hasher.of(new Fields(
                Map.of("project", new StringValue(project.toString()), "result", new StringValue(key.toString()))));
    }

    public Optional<Fields> get() {
        return cache.get(key, root, files);
    }

    public void put(Fields outputs) {
        cache.put(key, outputs, root, files);
    }
}

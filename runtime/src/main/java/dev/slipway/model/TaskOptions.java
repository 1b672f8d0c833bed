package dev.slipway.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What holds while a task is handled.
 *
 * @param after tasks that must be done first although nothing of theirs is referenced
 * @param claims what it takes of named pools while it runs
 * @param timeout how long one attempt may take; zero is without limit
 * @param attempts how often it is tried in all; zero where it is not declared, see {@link #tries}
 * @param protection whether it is kept from being deleted or replaced, even when its line is gone
 * @param adopt take over an object that already exists instead of refusing
 * @param createFirst when replacing, create the new one before deleting the old
 * @param drift policy by field path; {@code *} stands for every other field
 * @param formerly keys that this task had before, newest first
 * @param cache the widest cache that may have the result; what its kind allows still limits it
 */
public record TaskOptions(
        List<TaskKey> after,
        List<Claim> claims,
        Duration timeout,
        int attempts,
        Protection protection,
        boolean adopt,
        boolean createFirst,
        Map<String, DriftPolicy> drift,
        List<TaskKey> formerly,
        CacheScope cache) {

    public static final TaskOptions NONE = new TaskOptions(
            List.of(),
            List.of(),
            Duration.ZERO,
            0,
            Protection.BY_KIND,
            false,
            false,
            Map.of(),
            List.of(),
            CacheScope.SHARED);

    /** How often a failure that may pass is retried by default. */
    private static final int USUAL = 5;

    public TaskOptions {
        after = List.copyOf(after);
        claims = List.copyOf(claims);
        drift = drift.isEmpty() ? Map.of() : java.util.Collections.unmodifiableSortedMap(new TreeMap<>(drift));
        formerly = List.copyOf(formerly);
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("timeout must not be negative but is " + timeout);
        }
        if (attempts < 0) {
            throw new IllegalArgumentException("attempts must not be negative but are " + attempts);
        }
    }

    /** Written out with {@link #hashCode}: what Java makes of a record's is slow the first time, and every graph needs it. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other == this || other instanceof TaskOptions that && fields().equals(that.fields());
    }

    @Override
    public int hashCode() {
        return fields().hashCode();
    }

    private List<Object> fields() {
        return List.of(after, claims, timeout, attempts, protection, adopt, createFirst, drift, formerly, cache);
    }

    /** How often it is tried in all. */
    public int tries() {
        return attempts == 0 ? USUAL : attempts;
    }

    /** Whether it is declared to be worth retrying, also after a failure that does not look as if it would pass. */
    public boolean insists() {
        return attempts > 1;
    }

    /** The policy for one field: its own, or that of the nearest field around it, or that of {@code *}, or revert. */
    public DriftPolicy driftOf(FieldPath path) {
        if (drift.isEmpty()) {
            return DriftPolicy.REVERT;
        }
        for (FieldPath at = path; !at.isRoot(); at = at.parent()) {
            DriftPolicy policy = drift.get(at.toString());
            if (policy != null) {
                return policy;
            }
        }
        return drift.getOrDefault("*", DriftPolicy.REVERT);
    }

    /** What of these is kept in the record, for the day on which the declaration is gone: limits, patience, protection. */
    public TaskOptions lasting() {
        boolean isLasting = after.isEmpty()
                && !adopt
                && !createFirst
                && drift.isEmpty()
                && formerly.isEmpty()
                && cache == CacheScope.SHARED;
        return isLasting
                ? this
                : new TaskOptions(
                        List.of(),
                        claims,
                        timeout,
                        attempts,
                        protection,
                        false,
                        false,
                        Map.of(),
                        List.of(),
                        CacheScope.SHARED);
    }

    public TaskOptions after(List<TaskKey> keys) {
        return new TaskOptions(keys, claims, timeout, attempts, protection, adopt, createFirst, drift, formerly, cache);
    }

    public TaskOptions claims(List<Claim> taken) {
        return new TaskOptions(after, taken, timeout, attempts, protection, adopt, createFirst, drift, formerly, cache);
    }

    public TaskOptions timeout(Duration limit) {
        return new TaskOptions(after, claims, limit, attempts, protection, adopt, createFirst, drift, formerly, cache);
    }

    public TaskOptions attempts(int count) {
        return new TaskOptions(after, claims, timeout, count, protection, adopt, createFirst, drift, formerly, cache);
    }

    public TaskOptions protect(boolean on) {
        return protection(on ? Protection.ON : Protection.OFF);
    }

    public TaskOptions protection(Protection setting) {
        return new TaskOptions(after, claims, timeout, attempts, setting, adopt, createFirst, drift, formerly, cache);
    }

    public TaskOptions adopt(boolean on) {
        return new TaskOptions(after, claims, timeout, attempts, protection, on, createFirst, drift, formerly, cache);
    }

    public TaskOptions createFirst(boolean on) {
        return new TaskOptions(after, claims, timeout, attempts, protection, adopt, on, drift, formerly, cache);
    }

    public TaskOptions drift(Map<String, DriftPolicy> policies) {
        return new TaskOptions(
                after, claims, timeout, attempts, protection, adopt, createFirst, policies, formerly, cache);
    }

    public TaskOptions formerly(List<TaskKey> keys) {
        return new TaskOptions(after, claims, timeout, attempts, protection, adopt, createFirst, drift, keys, cache);
    }

    public TaskOptions cache(CacheScope widest) {
        return new TaskOptions(
                after, claims, timeout, attempts, protection, adopt, createFirst, drift, formerly, widest);
    }
}

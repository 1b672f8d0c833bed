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
 * @param attempts how often it is tried in all; zero where nobody said, see {@link #tries}
 * @param protection whether it is kept from being deleted or replaced, even when its line is gone
 * @param adopt take over an object that already exists instead of refusing
 * @param createFirst when replacing, create the new one before deleting the old
 * @param drift policy by field path; {@code *} stands for every other field
 * @param formerly keys that this task had before, newest first
 */
public record Rules(
        List<TaskKey> after,
        List<Claim> claims,
        Duration timeout,
        int attempts,
        Protection protection,
        boolean adopt,
        boolean createFirst,
        Map<String, Drift> drift,
        List<TaskKey> formerly) {

    public static final Rules NONE =
            new Rules(List.of(), List.of(), Duration.ZERO, 0, Protection.BY_KIND, false, false, Map.of(), List.of());

    /** How often what may pass of itself is tried, when nobody says. */
    private static final int USUAL = 5;

    public Rules {
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
        return other == this || other instanceof Rules that && fields().equals(that.fields());
    }

    @Override
    public int hashCode() {
        return fields().hashCode();
    }

    private List<Object> fields() {
        return List.of(after, claims, timeout, attempts, protection, adopt, createFirst, drift, formerly);
    }

    /** How often it is tried in all. */
    public int tries() {
        return attempts == 0 ? USUAL : attempts;
    }

    /** Somebody said that it is worth trying again, also after a failure that does not look as if it would pass. */
    public boolean insists() {
        return attempts > 1;
    }

    /** The policy for one field: its own, or that of the nearest field around it, or that of {@code *}, or revert. */
    public Drift driftOf(FieldPath path) {
        if (drift.isEmpty()) {
            return Drift.REVERT;
        }
        for (FieldPath at = path; !at.isRoot(); at = at.parent()) {
            Drift policy = drift.get(at.toString());
            if (policy != null) {
                return policy;
            }
        }
        return drift.getOrDefault("*", Drift.REVERT);
    }

    /** What of these is kept in the record, for the day on which the declaration is gone: limits, patience, protection. */
    public Rules lasting() {
        boolean isLasting = after.isEmpty() && !adopt && !createFirst && drift.isEmpty() && formerly.isEmpty();
        return isLasting
                ? this
                : new Rules(List.of(), claims, timeout, attempts, protection, false, false, Map.of(), List.of());
    }

    public Rules after(List<TaskKey> keys) {
        return new Rules(keys, claims, timeout, attempts, protection, adopt, createFirst, drift, formerly);
    }

    public Rules claims(List<Claim> taken) {
        return new Rules(after, taken, timeout, attempts, protection, adopt, createFirst, drift, formerly);
    }

    public Rules timeout(Duration limit) {
        return new Rules(after, claims, limit, attempts, protection, adopt, createFirst, drift, formerly);
    }

    public Rules attempts(int count) {
        return new Rules(after, claims, timeout, count, protection, adopt, createFirst, drift, formerly);
    }

    public Rules protect(boolean on) {
        return protection(on ? Protection.ON : Protection.OFF);
    }

    public Rules protection(Protection setting) {
        return new Rules(after, claims, timeout, attempts, setting, adopt, createFirst, drift, formerly);
    }

    public Rules adopt(boolean on) {
        return new Rules(after, claims, timeout, attempts, protection, on, createFirst, drift, formerly);
    }

    public Rules createFirst(boolean on) {
        return new Rules(after, claims, timeout, attempts, protection, adopt, on, drift, formerly);
    }

    public Rules drift(Map<String, Drift> policies) {
        return new Rules(after, claims, timeout, attempts, protection, adopt, createFirst, policies, formerly);
    }

    public Rules formerly(List<TaskKey> keys) {
        return new Rules(after, claims, timeout, attempts, protection, adopt, createFirst, drift, keys);
    }
}

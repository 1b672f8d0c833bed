package dev.slipway.work;

import dev.slipway.provide.Failure;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * How long to wait before trying again, and when to stop trying.
 *
 * <p>Waits grow with decorrelated jitter: a random time between the shortest wait and three times the last one. Each
 * pool has a budget: a system that is down costs a few retries, not a few for each of its thousand tasks.
 */
public final class RetryPolicy {
    private static final long SHORTEST = Duration.ofMillis(100).toNanos();
    private static final long LONGEST = Duration.ofSeconds(20).toNanos();
    /** Whoever asks for a longer wait than this is better asked again in another run. */
    private static final Duration LONGEST_ASKED = Duration.ofMinutes(15);

    private static final double START = 20;
    private static final double PER_CALL = 0.2;

    private final RandomGenerator random;
    private final Map<String, Double> budgets = new ConcurrentHashMap<>();

    public RetryPolicy(RandomGenerator random) {
        this.random = random;
    }

    /** Each first call earns its pool a fifth of a retry. */
    void called(String pool) {
        budgets.merge(pool, START + PER_CALL, (budget, first) -> Math.min(budget + PER_CALL, 10 * START));
    }

    /** Whether it may work another time: by its sort, or because the operator says that refusals may pass as well. */
    public static boolean mayPass(Failure failure, boolean insists) {
        return failure instanceof Failure.Transient
                || failure instanceof Failure.Throttled
                || (insists && failure instanceof Failure.Rejected);
    }

    /** The wait before the next attempt after a failure, or empty when there should be none. */
    Optional<Duration> next(String pool, Failure failure, boolean insists, Duration last) {
        if (!mayPass(failure, insists) || !spend(pool)) {
            return Optional.empty();
        }
        if (failure instanceof Failure.Throttled later && later.retryAfter().compareTo(LONGEST_ASKED) > 0) {
            return Optional.empty();
        }
        long most = Math.min(LONGEST, Math.max(SHORTEST, last.toNanos()) * 3);
        var wait = Duration.ofNanos(draw(most));
        if (failure instanceof Failure.Throttled slower && slower.retryAfter().compareTo(wait) > 0) {
            return Optional.of(slower.retryAfter());
        }
        return Optional.of(wait);
    }

    /** Generators are seldom made for several threads. */
    private synchronized long draw(long most) {
        return random.nextLong(SHORTEST, most + 1);
    }

    private boolean spend(String pool) {
        boolean[] granted = new boolean[1];
        budgets.computeIfPresent(pool, (name, budget) -> {
            granted[0] = budget >= 1;
            return granted[0] ? budget - 1 : budget;
        });
        return granted[0];
    }
}

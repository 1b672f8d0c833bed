package dev.slipway.work;

import dev.slipway.model.Claim;
import dev.slipway.model.Pool;
import dev.slipway.provide.Failure;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * The gates of all pools by name: the one place where permits are counted, whoever takes them. A pool that nobody limits
 * has none.
 *
 * <p>What a task claims is held while its provider is called, and covers the calls that the provider makes of the same
 * pool. So a claim never waits for itself; and {@link LockOrderCheck} sees to it that no two wait for each other.
 */
public final class Gates {
    private final Map<String, Gate> gates;
    private final Set<String> held;
    private final LockOrderCheck precedence;
    private final Executor executor;

    public Gates(List<Pool> pools, Executor executor) {
        this(new HashMap<>(), Set.of(), new LockOrderCheck(), executor);
        pools.forEach(pool -> gates.put(pool.name(), new Gate(pool.limit(), executor)));
    }

    private Gates(Map<String, Gate> gates, Set<String> held, LockOrderCheck precedence, Executor executor) {
        this.gates = gates;
        this.held = held;
        this.precedence = precedence;
        this.executor = executor;
    }

    <T> CompletionStage<T> through(String pool, Supplier<? extends CompletionStage<T>> call) {
        return through(pool, 1, call);
    }

    private <T> CompletionStage<T> through(String pool, int weight, Supplier<? extends CompletionStage<T>> call) {
        Gate gate = gates.get(pool);
        if (gate == null) {
            return call.get();
        }
        var reverse = held.isEmpty() || held.contains(pool)
                ? null
                : precedence.ask(held, pool).orElse(null);
        return reverse == null
                ? gate.through(weight, call)
                : CompletableFuture.failedFuture(new Failure.Rejected(
                        "it asks for the pool '" + pool + "' while it holds '" + reverse + "', and others ask for '"
                                + reverse + "' while they hold '" + pool + "'",
                        "let one of them claim both: two that hold one and wait for the other would wait for ever"));
    }

    /** Makes a call that holds what is claimed until it ends. It is handed the gates for the calls within it. */
    <T> CompletionStage<T> holding(List<Claim> claims, Call<T> call) {
        if (claims.isEmpty()) {
            return call.with(this);
        }
        var weights = new TreeMap<String, Integer>();
        claims.forEach(claim -> weights.merge(claim.pool(), claim.weight(), Integer::sum));
        weights.keySet().retainAll(gates.keySet());
        return taking(List.copyOf(weights.entrySet()), call);
    }

    /** One pool after the other, always in the order of their names. */
    private <T> CompletionStage<T> taking(List<Map.Entry<String, Integer>> weights, Call<T> call) {
        if (weights.isEmpty()) {
            return call.with(this);
        }
        String pool = weights.get(0).getKey();
        int weight = weights.get(0).getValue();
        return through(pool, weight, () -> inside(pool, weight).taking(weights.subList(1, weights.size()), call));
    }

    /** The gates for whoever holds a part of a pool: within it, calls of that pool wait for each other alone. */
    private Gates inside(String pool, int weight) {
        var inside = new HashMap<>(gates);
        inside.computeIfPresent(pool, (name, gate) -> new Gate(Math.min(weight, gate.limit()), executor));
        var holding = new HashSet<>(held);
        holding.add(pool);
        return new Gates(inside, holding, precedence, executor);
    }

    /** A call that holds what it claims. */
    interface Call<T> {
        CompletionStage<T> with(Gates inside);
    }
}

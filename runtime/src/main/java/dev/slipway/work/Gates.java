package dev.slipway.work;

import dev.slipway.model.Claim;
import dev.slipway.model.Pool;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * The gates of all pools by name: the one place where permits are counted, whoever takes them. A pool that nobody limits
 * has none.
 *
 * <p>What a task claims is held while its provider is called, and covers the calls that the provider makes of the same
 * pool. So a claim never waits for itself.
 */
public final class Gates {
    private final Map<String, Gate> gates;
    private final Executor executor;

    public Gates(List<Pool> pools, Executor executor) {
        this(new HashMap<>(), executor);
        pools.forEach(pool -> gates.put(pool.name(), new Gate(pool.limit(), executor)));
    }

    private Gates(Map<String, Gate> gates, Executor executor) {
        this.gates = gates;
        this.executor = executor;
    }

    <T> CompletionStage<T> through(String pool, Supplier<? extends CompletionStage<T>> call) {
        Gate gate = gates.get(pool);
        return gate == null ? call.get() : gate.through(call);
    }

    /** Makes a call that holds what is claimed until it ends. It is handed the gates for the calls within it. */
    <T> CompletionStage<T> holding(List<Claim> claims, Call<T> call) {
        if (claims.isEmpty()) {
            return call.with(this);
        }
        var weights = new TreeMap<String, Integer>();
        claims.forEach(claim -> weights.merge(claim.pool(), claim.weight(), Integer::sum));
        weights.keySet().retainAll(gates.keySet());
        var inside = new HashMap<>(gates);
        weights.replaceAll((pool, weight) -> Math.min(weight, limit(pool)));
        weights.forEach((pool, weight) -> inside.put(pool, new Gate(weight, executor)));
        return holding(List.copyOf(weights.entrySet()), () -> call.with(new Gates(inside, executor)));
    }

    private int limit(String pool) {
        Gate gate = gates.get(pool);
        return gate == null ? Integer.MAX_VALUE : gate.limit();
    }

    /** One pool after the other, always in the order of their names: so no two wait for each other. */
    private <T> CompletionStage<T> holding(
            List<Map.Entry<String, Integer>> weights, Supplier<? extends CompletionStage<T>> call) {
        if (weights.isEmpty()) {
            return call.get();
        }
        Gate gate = gates.get(weights.get(0).getKey());
        Supplier<CompletionStage<T>> rest = () -> holding(weights.subList(1, weights.size()), call);
        return gate == null ? rest.get() : gate.through(weights.get(0).getValue(), rest);
    }

    /** A call that holds what it claims. */
    interface Call<T> {
        CompletionStage<T> with(Gates inside);
    }
}

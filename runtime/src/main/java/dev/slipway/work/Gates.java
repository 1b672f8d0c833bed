package dev.slipway.work;

import dev.slipway.model.Pool;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** The gates of all pools by name. A pool that nobody limits has none. */
public final class Gates {
    private final Map<String, Gate> gates = new ConcurrentHashMap<>();

    public Gates(List<Pool> pools, Executor executor) {
        pools.forEach(pool -> gates.put(pool.name(), new Gate(pool.limit(), executor)));
    }

    <T> CompletionStage<T> through(String pool, Supplier<? extends CompletionStage<T>> call) {
        Gate gate = gates.get(pool);
        return gate == null ? call.get() : gate.through(call);
    }
}

package dev.slipway.graph;

import dev.slipway.model.Claim;
import dev.slipway.model.Origin;
import dev.slipway.model.Pool;
import dev.slipway.model.Problems;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The pools of a graph, and whether every claim can ever be met. */
final class PoolCheck {
    private final Map<String, Limit> limits = new TreeMap<>();

    private record Limit(Pool pool, Origin origin) {}

    void add(Pool pool, Origin origin, Problems problems) {
        Limit first = limits.putIfAbsent(pool.name(), new Limit(pool, origin));
        if (first != null && first.pool().limit() != pool.limit()) {
            problems.add(
                    "the pool '" + pool.name() + "' has two limits, "
                            + first.pool().limit() + " and " + pool.limit(),
                    origin,
                    "the first is at " + first.origin(),
                    "keep one of them");
        }
    }

    List<Pool> pools() {
        return limits.values().stream().map(Limit::pool).toList();
    }

    void check(Nodes nodes, Problems problems) {
        for (int node = 0; node < nodes.size(); node++) {
            for (Claim claim : nodes.task(node).rules().claims()) {
                Limit limit = limits.get(claim.pool());
                if (limit != null && claim.weight() > limit.pool().limit()) {
                    problems.add(
                            nodes.title(node) + " takes " + claim.weight() + " of the pool '" + claim.pool()
                                    + "', which has " + limit.pool().limit(),
                            nodes.origin(node),
                            "it could never start; the limit is at " + limit.origin(),
                            "lower the claim or raise the limit");
                }
            }
        }
    }
}

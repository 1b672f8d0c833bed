package dev.slipway.bench.child;

import dev.slipway.bench.fake.Site;
import dev.slipway.graph.Graph;
import dev.slipway.model.Hasher;
import dev.slipway.plan.Options;
import dev.slipway.plan.Plan;
import dev.slipway.store.LocalStore;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Finds the graph of a site, looks at the world and plans, as {@code slipway plan} does. Prints how much is to do. */
public final class PlanOnce {
    public static void main(String[] args) {
        Hasher.lookAhead();
        var site = new Site(Path.of(args[0]));
        try (var store = new LocalStore(site.state())) {
            var snapshot = CompletableFuture.supplyAsync(store::read);
            long began = System.nanoTime();
            Graph graph = site.graph();
            long found = System.nanoTime();
            Plan plan = site.engine(store, graph.size()).plan(graph, snapshot.join(), Options.NORMAL);
            long planned = System.nanoTime();
            Told.tell("acting", plan.acting().size());
            Told.tell("steps", plan.steps().size());
            Told.tell("graphMillis", (found - began) / 1_000_000);
            Told.tell("planMillis", (planned - found) / 1_000_000);
        }
    }

    private PlanOnce() {}
}

package dev.slipway.bench.child;

import dev.slipway.apply.Outcome;
import dev.slipway.bench.fake.Latency;
import dev.slipway.bench.fake.Site;
import dev.slipway.graph.Graph;
import dev.slipway.plan.Options;
import dev.slipway.plan.Plan;
import dev.slipway.store.LocalStore;
import dev.slipway.store.Owner;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/** Applies a plan of which each step takes five milliseconds, 64 at once, and tells how long applying took. */
public final class FullWidth {
    public static void main(String[] args) {
        var latency = new Latency(TimeUnit.MILLISECONDS.toNanos(5));
        var site = new Site(Path.of(args[0]), latency);
        Graph graph = site.graph();
        try (var store = new LocalStore(site.state())) {
            var engine = site.engine(store, graph.size());
            Plan plan = engine.plan(graph, Options.NORMAL);
            long began = System.nanoTime();
            Outcome outcome = engine.apply(plan, Options.NORMAL, Owner.here("bench", Clock.systemUTC()));
            long ended = System.nanoTime();
            Told.tell("good", outcome.isGood() ? 1 : 0);
            Told.tell("executed", latency.calls());
            Told.tell("applyMicros", (ended - began) / 1000);
            Told.tell("callMicros", (long) (1000 * latency.meanMillis()));
        }
    }

    private FullWidth() {}
}

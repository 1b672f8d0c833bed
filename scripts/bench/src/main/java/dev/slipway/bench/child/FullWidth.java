package dev.slipway.bench.child;

import dev.slipway.apply.Outcome;
import dev.slipway.bench.fake.Latency;
import dev.slipway.bench.fake.Site;
import dev.slipway.graph.Graph;
import dev.slipway.plan.Options;
import dev.slipway.store.LocalStore;
import dev.slipway.store.Owner;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Applies a plan of which each step takes five milliseconds, 64 at once, and tells how long applying took. */
public final class FullWidth {
    public static void main(String[] args) {
        var latency = new Latency(TimeUnit.MILLISECONDS.toNanos(5));
        var site = new Site(Path.of(args[0]), latency);
        Graph graph = site.graph();
        try (var store = new LocalStore(site.state())) {
            var began = new AtomicLong();
            Outcome outcome = site.engine(store, graph.size())
                    .up(graph, Options.NORMAL, Owner.here("bench", Clock.systemUTC()), plan -> {
                        began.set(System.nanoTime());
                        return true;
                    });
            long ended = System.nanoTime();
            Told.tell("good", outcome.isGood() ? 1 : 0);
            Told.tell("executed", latency.calls());
            Told.tell("applyMicros", (ended - began.get()) / 1000);
            Told.tell("callMicros", (long) (1000 * latency.meanMillis()));
        }
    }

    private FullWidth() {}
}

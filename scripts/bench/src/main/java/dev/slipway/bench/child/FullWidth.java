package dev.slipway.bench.child;

import dev.slipway.apply.Outcome;
import dev.slipway.bench.fake.Latency;
import dev.slipway.bench.fake.Site;
import dev.slipway.graph.Graph;
import dev.slipway.plan.Options;
import dev.slipway.store.LocalStore;
import dev.slipway.store.LockOwner;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Applies sites of which each step takes five milliseconds, 64 at once, one after the other in one process, and tells
 * how long applying each took.
 */
public final class FullWidth {
    public static final int WIDTH = 64;
    public static final int CALL_MILLIS = 5;

    public static void main(String[] args) {
        for (int i = 0; i < args.length; i++) {
            apply(i + ".", new Site(Path.of(args[i]), new Latency(TimeUnit.MILLISECONDS.toNanos(CALL_MILLIS))));
        }
    }

    private static void apply(String name, Site site) {
        Graph graph = site.graph();
        try (var store = new LocalStore(site.state())) {
            long planned = System.nanoTime();
            var began = new AtomicLong();
            Outcome outcome = site.engine(store, graph.size())
                    .up(graph, Options.NORMAL.parallelism(WIDTH), LockOwner.here("bench", Clock.systemUTC()), plan -> {
                        began.set(System.nanoTime());
                        return true;
                    });
            long ended = System.nanoTime();
            Told.tell(name + "good", outcome.isGood() ? 1 : 0);
            Told.tell(name + "executed", site.latency().calls());
            Told.tell(name + "applyMicros", (ended - began.get()) / 1000);
            Told.tell(name + "upMicros", (ended - planned) / 1000);
            Told.tell(name + "callMicros", (long) (1000 * site.latency().meanMillis()));
        }
    }

    private FullWidth() {}
}

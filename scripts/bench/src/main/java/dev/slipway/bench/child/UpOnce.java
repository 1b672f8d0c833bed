package dev.slipway.bench.child;

import dev.slipway.apply.Outcome;
import dev.slipway.bench.fake.Site;
import dev.slipway.graph.Graph;
import dev.slipway.plan.Options;
import dev.slipway.store.LocalStore;
import dev.slipway.store.LockOwner;
import java.nio.file.Path;
import java.time.Clock;

/** Plans and applies, as {@code slipway up} does. Prints how many calls were made of providers. */
public final class UpOnce {
    public static void main(String[] args) {
        var site = new Site(Path.of(args[0]));
        Graph graph = site.graph();
        try (var store = new LocalStore(site.state())) {
            var engine = site.engine(store, graph.size());
            Outcome outcome =
                    engine.up(graph, Options.NORMAL, LockOwner.here("bench", Clock.systemUTC()), plan -> true);
            outcome.problems().stream().limit(3).forEach(System.out::println);
            Told.tell("good", outcome.isGood() ? 1 : 0);
            Told.tell("executed", site.latency().calls());
        }
    }

    private UpOnce() {}
}

package dev.slipway.bench.fake;

import dev.slipway.apply.Engine;
import dev.slipway.apply.EngineConfig;
import dev.slipway.bench.shape.Declared;
import dev.slipway.graph.Graph;
import dev.slipway.graph.GraphCache;
import dev.slipway.graph.Lookup;
import dev.slipway.graph.ReadTracker;
import dev.slipway.model.Fingerprint;
import dev.slipway.provide.Registry;
import dev.slipway.store.ActionCache;
import dev.slipway.store.StateStore;
import dev.slipway.work.Cancel;
import java.io.IOException;
import java.nio.file.Path;

/** A project on the disk as Slipway finds it: a script with its evaluated graph, the state, and the world. */
public record Site(Path root, Latency latency) {
    public Site(Path root) {
        this(root, new Latency(0));
    }

    public Path script() {
        return root.resolve("cluster.bench");
    }

    public Path state() {
        return root.resolve(".slipway");
    }

    public Path world() {
        return root.resolve("world");
    }

    private GraphCache graphs() {
        return new GraphCache(state().resolve("graphs"));
    }

    /** Has the graph be what evaluating the script gives. */
    public void keep(Graph graph) throws IOException {
        var reads = new ReadTracker(script());
        reads.file(script());
        graphs().keep(script(), reads, graph);
    }

    public Graph graph() {
        if (graphs().find(script(), read -> Fingerprint.ZERO) instanceof Lookup.Hit hit) {
            return hit.graph();
        }
        throw new IllegalStateException("no graph is kept for " + script());
    }

    public Engine engine(StateStore store, int size) {
        var registry = Registry.builder()
                .add(Declared.FILE, 1, () -> new FileFromFile(root, latency))
                .add(Declared.SEED, 1, () -> new FileFromFile(root, new Latency(0)))
                .add(Declared.VALUE, 1, () -> new Named(latency))
                .add(Declared.OBJECT, 1, () -> new SlotObject(Slots.open(world(), size), latency))
                .build();
        var setting = EngineConfig.usual(registry, new NoSecrets(), ActionCache.NONE, root, event -> {});
        return new Engine(store, setting, new Cancel());
    }
}

package dev.slipway.lab.kube.control;

import dev.slipway.lab.kube.object.ApiError;
import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.registry.Cluster;
import dev.slipway.lab.kube.store.StoreEvent;
import java.util.Optional;
import java.util.function.Predicate;

/** All controllers of a cluster. They hear of every change, and act on it a moment later. */
public final class Controllers implements AutoCloseable {
    private final Cluster cluster;
    private final Definitions definitions;
    private final Collector collector;
    private final NamespaceEnds namespaces;
    private final Optional<Machinery> machinery;
    private final Work work = new Work(this::look);

    /**
     * The controllers of a cluster, which has nodes or is an API server alone.
     *
     * @param nodes says of images whether they cannot be pulled
     */
    public Controllers(Cluster cluster, Optional<Predicate<String>> nodes) {
        this.cluster = cluster;
        this.definitions = new Definitions(cluster);
        this.collector = new Collector(cluster);
        this.namespaces = new NamespaceEnds(cluster);
        this.machinery = nodes.map(isBad -> new Machinery(cluster, isBad, work::add));
        cluster.store().listen(this::hear);
    }

    /** Looks at everything that was there before. */
    public void resume() {
        for (String resource : cluster.store().resources()) {
            cluster.store()
                    .list(resource, "")
                    .forEach(stored ->
                            hear(new StoreEvent(resource, stored.revision(), Optional.empty(), stored, false)));
        }
    }

    private void hear(StoreEvent event) {
        definitions.hear(event);
        machinery.ifPresent(one -> one.hear(event));
        collector.hear(event).ifPresent(what -> work.add("collect " + what));
        if (event.resource().equals(Definitions.KEY)) {
            work.add("definition " + event.after().key());
        } else if (event.resource().equals(NamespaceEnds.KEY)) {
            work.add("namespace " + event.after().key());
        } else if (event.deleted() || Tree.has(event.after().object(), "metadata", "deletionTimestamp")) {
            work.add("namespace /" + event.after().namespace());
        }
    }

    private void look(String what) {
        String name = what.substring(what.indexOf(' ') + 1);
        try {
            switch (what.substring(0, what.indexOf(' '))) {
                case "definition" -> definitions.settle(name);
                case "namespace" -> namespaces.look(name);
                case "run" -> machinery.ifPresent(one -> one.look(name));
                default -> collector.look(name);
            }
        } catch (ApiError e) {
            // it has changed meanwhile, and is looked at again for that
        }
    }

    /** Waits until the controllers have nothing to do. */
    public void settle() {
        work.settle();
    }

    @Override
    public void close() {
        work.close();
    }
}

package dev.slipway.lab.kube.control;

import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.registry.Cluster;
import dev.slipway.lab.kube.store.StoreEvent;
import dev.slipway.lab.kube.store.Stored;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What a whole cluster has beside its API server: a controller manager, a scheduler and kubelets, all in the lab's time. */
final class Machinery {
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Cluster cluster;
    private final Pods pods;
    private final Workloads workloads;
    private final StatefulSets stateful;
    private final Bindings bindings;
    private final Consumer<String> work;

    /**
     * The machinery of a cluster.
     *
     * @param isBad whether an image cannot be pulled
     * @param work takes the name of what is to be looked at
     */
    Machinery(Cluster cluster, Predicate<String> isBad, Consumer<String> work) {
        this.cluster = cluster;
        this.work = work;
        var manager = new Hand(cluster, "kube-controller-manager");
        this.pods = new Pods(new Hand(cluster, "kube-scheduler"), new Hand(cluster, "kubelet"), isBad);
        this.workloads = new Workloads(manager);
        this.stateful = new StatefulSets(manager);
        this.bindings = new Bindings(manager);
    }

    /** Says what is to be looked at after a change. */
    void hear(StoreEvent event) {
        Stored stored = event.after();
        String resource = event.resource();
        Workloads.controllers(stored).forEach(controller -> work.accept("run " + controller));
        if (resource.equals(Pods.KEY)) {
            if (!event.deleted()) {
                later(STEP, resource, stored.key());
            }
            cluster.store()
                    .list(Bindings.BUDGETS, stored.namespace())
                    .forEach(budget -> work.accept("run " + Bindings.BUDGETS + " " + budget.key()));
            cluster.store()
                    .list(Bindings.CLAIMS, stored.namespace())
                    .forEach(claim -> work.accept("run " + Bindings.CLAIMS + " " + claim.key()));
        } else if (event.deleted()) {
            return;
        } else if (resource.equals(Bindings.SERVICES) || resource.equals(Bindings.CLAIMS)) {
            later(STEP, resource, stored.key());
        } else if (resource.equals("/nodes")) {
            cluster.store()
                    .list(Workloads.DAEMONS, "")
                    .forEach(set -> work.accept("run " + Workloads.DAEMONS + " " + set.key()));
            cluster.store().list(Pods.KEY, "").forEach(pod -> work.accept("run " + Pods.KEY + " " + pod.key()));
        } else if (Workloads.KEYS.contains(resource)
                || resource.equals(StatefulSets.KEY)
                || resource.equals(Bindings.BUDGETS)
                || resource.equals(NamespaceEnds.KEY)) {
            work.accept("run " + resource + " " + stored.key());
        }
    }

    private void later(Duration time, String resource, String key) {
        cluster.clock().after(time, () -> work.accept("run " + resource + " " + key));
    }

    void look(String name) {
        String resource = name.substring(0, name.indexOf(' '));
        String key = name.substring(name.indexOf(' ') + 1);
        synchronized (cluster.store()) {
            switch (resource) {
                case Pods.KEY -> pod(key);
                case StatefulSets.KEY -> stateful.look(key);
                case Bindings.SERVICES -> bindings.service(key);
                case Bindings.CLAIMS -> bindings.claim(key);
                case Bindings.BUDGETS -> bindings.budget(key);
                case NamespaceEnds.KEY -> account(key);
                default -> workloads.look(resource, key);
            }
        }
    }

    private void account(String key) {
        boolean lives = cluster.store()
                .get(NamespaceEnds.KEY, key)
                .filter(one -> !Tree.has(one.object(), "metadata", "deletionTimestamp"))
                .isPresent();
        if (lives) {
            bindings.namespace(key.substring(1));
        }
    }

    private void pod(String key) {
        pods.look(key);
        cluster.store()
                .get(Pods.KEY, key)
                .filter(one -> Tree.text(one.object(), "status", "phase").equals("Pending")
                        && !Tree.text(one.object(), "spec", "nodeName").isEmpty())
                .ifPresent(one -> later(AGAIN, Pods.KEY, key));
    }
}

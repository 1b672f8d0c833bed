package dev.slipway.lab.kube.control;

import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.registry.Cluster;
import dev.slipway.lab.kube.registry.DeleteOptions;
import dev.slipway.lab.kube.registry.Deletion;
import dev.slipway.lab.kube.schema.ResourceType;
import dev.slipway.lab.kube.store.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Empties a namespace that is deleted, and lets it go when nothing is left (kubernetes/kubernetes:
 * pkg/controller/namespace/deletion/namespaced_resources_deleter.go).
 */
final class NamespaceEnds {
    static final String KEY = "/namespaces";

    private final Cluster cluster;
    private final Deletion deletion;

    NamespaceEnds(Cluster cluster) {
        this.cluster = cluster;
        this.deletion = new Deletion(cluster);
    }

    void look(String key) {
        synchronized (cluster.store()) {
            Stored stored = cluster.store().get(KEY, key).orElse(null);
            if (stored == null || !Tree.has(stored.object(), "metadata", "deletionTimestamp")) {
                return;
            }
            var kinds = new TreeMap<String, Integer>();
            var finalizers = new TreeMap<String, Integer>();
            for (ResourceType type : cluster.catalogue().all()) {
                if (type.namespaced()) {
                    empty(type, stored.name(), kinds, finalizers);
                }
            }
            if (kinds.isEmpty()) {
                finish(stored);
            } else {
                report(stored, kinds, finalizers);
            }
        }
    }

    private void empty(
            ResourceType type, String namespace, Map<String, Integer> kinds, Map<String, Integer> finalizers) {
        for (Stored object : cluster.store().list(type.key(), namespace)) {
            if (!Tree.has(object.object(), "metadata", "deletionTimestamp")) {
                deletion.delete(type, object, DeleteOptions.PLAIN.immediately());
            }
        }
        for (Stored object : cluster.store().list(type.key(), namespace)) {
            kinds.merge(type.plural() + "." + type.group(), 1, Integer::sum);
            Tree.list(object.object(), "metadata", "finalizers")
                    .forEach(finalizer -> finalizers.merge(String.valueOf(finalizer), 1, Integer::sum));
        }
    }

    private void finish(Stored stored) {
        var left = new ArrayList<>(Tree.list(stored.object(), "spec", "finalizers"));
        left.remove("kubernetes");
        if (left.isEmpty()
                && Tree.list(stored.object(), "metadata", "finalizers").isEmpty()) {
            cluster.store().remove(KEY, stored);
        } else if (!left.equals(Tree.list(stored.object(), "spec", "finalizers"))) {
            Map<String, Object> changed = Tree.copy(stored.object());
            Tree.set(changed, left, "spec", "finalizers");
            cluster.store().put(KEY, stored.key(), changed);
        }
    }

    private void report(Stored stored, Map<String, Integer> kinds, Map<String, Integer> finalizers) {
        Map<String, Object> changed = Tree.copy(stored.object());
        var conditions = new ArrayList<Object>(List.of(
                condition(
                        changed,
                        "NamespaceDeletionDiscoveryFailure",
                        "False",
                        "ResourcesDiscovered",
                        "All resources successfully discovered"),
                condition(
                        changed,
                        "NamespaceDeletionGroupVersionParsingFailure",
                        "False",
                        "ParsedGroupVersions",
                        "All legacy kube types successfully parsed"),
                condition(
                        changed,
                        "NamespaceDeletionContentFailure",
                        "False",
                        "ContentDeleted",
                        "All content successfully deleted, may be waiting on finalization"),
                condition(
                        changed,
                        "NamespaceContentRemaining",
                        "True",
                        "SomeResourcesRemain",
                        "Some resources are remaining: " + counted(kinds, " has ", " resource instances"))));
        conditions.add(
                finalizers.isEmpty()
                        ? condition(
                                changed,
                                "NamespaceFinalizersRemaining",
                                "False",
                                "ContentHasNoFinalizers",
                                "All content-preserving finalizers finished")
                        : condition(
                                changed,
                                "NamespaceFinalizersRemaining",
                                "True",
                                "SomeFinalizersRemain",
                                "Some content in the namespace has finalizers remaining: "
                                        + counted(finalizers, " in ", " resource instances")));
        Tree.set(changed, conditions, "status", "conditions");
        if (!changed.equals(stored.object())) {
            cluster.store().put(KEY, stored.key(), changed);
        }
    }

    private static String counted(Map<String, Integer> counts, String middle, String end) {
        return String.join(
                ", ",
                counts.entrySet().stream()
                        .map(entry -> entry.getKey() + middle + entry.getValue() + end)
                        .toList());
    }

    private Map<String, Object> condition(
            Map<String, Object> namespace, String type, String status, String reason, String message) {
        for (Map<String, Object> old : Tree.maps(namespace, "status", "conditions")) {
            if (Tree.text(old, "type").equals(type) && Tree.text(old, "message").equals(message)) {
                return old;
            }
        }
        return Tree.of(
                "type",
                type,
                "status",
                status,
                "lastTransitionTime",
                cluster.now(),
                "reason",
                reason,
                "message",
                message);
    }
}

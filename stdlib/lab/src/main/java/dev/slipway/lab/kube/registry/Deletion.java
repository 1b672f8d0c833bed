package dev.slipway.lab.kube.registry;

import dev.slipway.lab.kube.object.ApiError;
import dev.slipway.lab.kube.object.FieldError;
import dev.slipway.lab.kube.object.GroupName;
import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.rules.KindFacts;
import dev.slipway.lab.kube.schema.ResourceType;
import dev.slipway.lab.kube.store.Stored;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Deletes objects, at once or when their finalizers and their grace allow it (kubernetes/apiserver: pkg/registry/generic/registry/store.go). */
public final class Deletion {
    private static final String FOREGROUND = "foregroundDeletion";
    private static final String ORPHAN = "orphan";
    private static final String DEFINITIONS = "apiextensions.k8s.io/customresourcedefinitions";
    private static final String CLEANUP = "customresourcecleanup.apiextensions.k8s.io";
    private static final long GRACE = 30;

    private final Cluster cluster;

    public Deletion(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Deletes an object and gives the answer. The caller holds the store's lock. */
    public Map<String, Object> delete(ResourceType type, Stored stored, DeleteOptions options) {
        check(type, stored, options);
        Map<String, Object> old = stored.object();
        if (type.key().equals(DEFINITIONS) && !Tree.has(old, "metadata", "deletionTimestamp")) {
            return definition(type, stored, options);
        }
        List<Object> finalizers = finalizers(old, options.propagation());
        boolean pod = type.key().equals("/pods");
        long grace = pod ? grace(old, options) : 0;
        boolean namespace = type.key().equals("/namespaces");
        boolean waits = !finalizers.isEmpty() || grace > 0 || namespace;
        if (!waits) {
            return gone(type, stored, options);
        }
        if (pod
                && grace > 0
                && finalizers.isEmpty()
                && Tree.has(old, "metadata", "deletionTimestamp")
                && options.grace().isEmpty()) {
            return old; // its grace is running already
        }
        Map<String, Object> object = Tree.copy(old);
        mark(type, object, grace);
        if (finalizers.isEmpty()) {
            Tree.remove(object, "metadata", "finalizers");
        } else {
            Tree.set(object, finalizers, "metadata", "finalizers");
        }
        if (namespace) {
            Tree.set(object, "Terminating", "status", "phase");
        }
        if (object.equals(old)) {
            return old;
        }
        return options.dryRun()
                ? object
                : cluster.store().put(type.key(), stored.key(), object).object();
    }

    /** A definition goes after its objects (kubernetes/apiextensions-apiserver: pkg/registry/customresourcedefinition/etcd.go). */
    private Map<String, Object> definition(ResourceType type, Stored stored, DeleteOptions options) {
        Map<String, Object> object = Tree.copy(stored.object());
        Tree.set(object, cluster.now(), "metadata", "deletionTimestamp");
        var finalizers = new ArrayList<>(Tree.list(object, "metadata", "finalizers"));
        if (!finalizers.contains(CLEANUP)) {
            finalizers.add(CLEANUP);
        }
        Tree.set(object, finalizers, "metadata", "finalizers");
        var conditions = new ArrayList<>(Tree.list(object, "status", "conditions"));
        conditions.add(Tree.of(
                "type", "Terminating",
                "status", "True",
                "lastTransitionTime", cluster.now(),
                "reason", "InstanceDeletionPending",
                "message", "CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon"));
        Tree.set(object, conditions, "status", "conditions");
        return options.dryRun()
                ? object
                : cluster.store().put(type.key(), stored.key(), object).object();
    }

    private static void check(ResourceType type, Stored stored, DeleteOptions options) {
        Map<String, Object> old = stored.object();
        var kind = new GroupName(type.group(), type.kind());
        String propagation = options.propagation();
        if (!propagation.isEmpty()
                && !List.of("Background", "Foreground", "Orphan").contains(propagation)) {
            throw ApiError.invalid(
                    new GroupName("meta.k8s.io", "DeleteOptions"),
                    "",
                    List.of(FieldError.unsupported(
                            "propagationPolicy", propagation, "Foreground", "Background", "Orphan", "nil")));
        }
        String uid = Tree.text(old, "metadata", "uid");
        if (!options.uid().isEmpty() && !options.uid().equals(uid)) {
            throw ApiError.conflict(
                    kind,
                    stored.name(),
                    "the UID in the precondition (" + options.uid() + ") does not match the UID in record (" + uid
                            + "). The object might have been deleted and then recreated");
        }
        String version = String.valueOf(stored.revision());
        if (!options.resourceVersion().isEmpty() && !options.resourceVersion().equals(version)) {
            throw ApiError.conflict(
                    kind,
                    stored.name(),
                    "the ResourceVersion in the precondition (" + options.resourceVersion()
                            + ") does not match the ResourceVersion in record (" + version
                            + "). The object might have been modified");
        }
    }

    /** A pod that no node runs, or that has ended, goes at once (pkg/registry/core/pod/strategy.go, CheckGracefulDelete). */
    private static long grace(Map<String, Object> pod, DeleteOptions options) {
        String phase = Tree.text(pod, "status", "phase");
        if (Tree.text(pod, "spec", "nodeName").isEmpty() || phase.equals("Succeeded") || phase.equals("Failed")) {
            return 0;
        }
        return options.grace().orElseGet(() -> Tree.number(pod, GRACE, "spec", "terminationGracePeriodSeconds"));
    }

    /** What is left to do before the object may go, with what the propagation adds. */
    private static List<Object> finalizers(Map<String, Object> object, String propagation) {
        var finalizers = new ArrayList<>(Tree.list(object, "metadata", "finalizers"));
        if (!propagation.isEmpty()) {
            finalizers.remove(FOREGROUND);
            finalizers.remove(ORPHAN);
        }
        if (propagation.equals("Foreground")) {
            finalizers.add(FOREGROUND);
        } else if (propagation.equals("Orphan")) {
            finalizers.add(ORPHAN);
        }
        return finalizers;
    }

    private void mark(ResourceType type, Map<String, Object> object, long grace) {
        boolean first = !Tree.has(object, "metadata", "deletionTimestamp");
        if (first) {
            Tree.set(
                    object,
                    Cluster.text(cluster.clock().now().plus(Duration.ofSeconds(grace))),
                    "metadata",
                    "deletionTimestamp");
            if (!type.key().equals("/namespaces")) {
                Tree.set(object, grace, "metadata", "deletionGracePeriodSeconds");
            }
            if (Tree.number(object, 0, "metadata", "generation") > 0) {
                Tree.set(object, Tree.number(object, 0, "metadata", "generation") + 1, "metadata", "generation");
            }
        } else if (Tree.number(object, 0, "metadata", "deletionGracePeriodSeconds") > grace) {
            Tree.set(object, grace, "metadata", "deletionGracePeriodSeconds");
            Tree.set(
                    object,
                    Cluster.text(cluster.clock().now().plus(Duration.ofSeconds(grace))),
                    "metadata",
                    "deletionTimestamp");
        }
    }

    private Map<String, Object> gone(ResourceType type, Stored stored, DeleteOptions options) {
        Map<String, Object> object = stored.object();
        if (!options.dryRun()) {
            object = cluster.store().remove(type.key(), stored).object();
        }
        if (KindFacts.isReturned(type.key())) {
            return object;
        }
        var details = Tree.of("name", stored.name());
        if (!type.group().isEmpty()) {
            details.put("group", type.group());
        }
        details.put("kind", type.plural());
        details.put("uid", Tree.text(object, "metadata", "uid"));
        return Tree.of(
                "kind", "Status", "apiVersion", "v1", "metadata", Tree.of(), "status", "Success", "details", details);
    }
}

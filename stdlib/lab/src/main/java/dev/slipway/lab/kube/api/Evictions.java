package dev.slipway.lab.kube.api;

import dev.slipway.lab.kube.object.ApiError;
import dev.slipway.lab.kube.object.GroupName;
import dev.slipway.lab.kube.object.JsonReader;
import dev.slipway.lab.kube.object.Selectors;
import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.registry.Cluster;
import dev.slipway.lab.kube.registry.DeleteOptions;
import dev.slipway.lab.kube.registry.Deletion;
import dev.slipway.lab.kube.registry.Objects;
import dev.slipway.lab.kube.schema.ResourceType;
import dev.slipway.lab.kube.store.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Deletes a pod if its disruption budgets allow it (kubernetes/kubernetes: pkg/registry/core/pod/storage/eviction.go). */
final class Evictions {
    private final Cluster cluster;
    private final Deletion deletion;
    private final Objects objects;

    Evictions(Cluster cluster) {
        this.cluster = cluster;
        this.deletion = new Deletion(cluster);
        this.objects = new Objects(cluster);
    }

    Answer answer(ResourceType type, Stored pod, Call call) {
        if (!call.verb().equals("create")) {
            throw ApiError.noMethod();
        }
        Map<String, Object> eviction;
        try {
            eviction = Tree.map(Body.json(call));
        } catch (JsonReader.Malformed e) {
            throw ApiError.badRequest(e.why());
        }
        String name = Tree.text(eviction, "metadata", "name");
        if (!name.equals(call.name())) {
            throw ApiError.badRequest("name in URL does not match name in Eviction object");
        }
        DeleteOptions options = DeleteOptions.of(
                Tree.map(eviction, "deleteOptions"),
                call.isDryRun()
                        || Tree.list(eviction, "deleteOptions", "dryRun").contains("All"));
        if (!ignoresBudgets(pod.object())) {
            budget(pod, options);
        }
        deletion.delete(type, pod, options);
        return Answer.created();
    }

    private static boolean ignoresBudgets(Map<String, Object> pod) {
        String phase = Tree.text(pod, "status", "phase");
        return List.of("Succeeded", "Failed", "Pending").contains(phase)
                || Tree.has(pod, "metadata", "deletionTimestamp");
    }

    private void budget(Stored pod, DeleteOptions options) {
        var budgets = new ArrayList<Stored>();
        for (Stored budget : cluster.store().list("policy/poddisruptionbudgets", pod.namespace())) {
            Object selector = Tree.get(budget.object(), "spec", "selector");
            if (selector != null
                    && Selectors.of(Tree.map(selector)).test(Tree.map(pod.object(), "metadata", "labels"))) {
                budgets.add(budget);
            }
        }
        if (budgets.size() > 1) {
            throw new ApiError(
                    500,
                    "",
                    "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.",
                    Tree.of("none", true));
        } else if (budgets.isEmpty()
                || !isReady(pod.object()) && isUnhealthyAllowed(budgets.get(0).object())) {
            return;
        }
        disrupt(budgets.get(0), pod, options);
    }

    private static boolean isReady(Map<String, Object> pod) {
        return Tree.maps(pod, "status", "conditions").stream()
                .anyMatch(one -> Tree.text(one, "type").equals("Ready")
                        && Tree.text(one, "status").equals("True"));
    }

    /** A pod that is not ready may go when the budget says so, or when enough others are healthy. */
    private static boolean isUnhealthyAllowed(Map<String, Object> budget) {
        String policy = Tree.text(budget, "spec", "unhealthyPodEvictionPolicy");
        long healthy = Tree.number(budget, 0, "status", "currentHealthy");
        long desired = Tree.number(budget, 0, "status", "desiredHealthy");
        return policy.equals("AlwaysAllow") || (desired > 0 && healthy >= desired);
    }

    private void disrupt(Stored stored, Stored pod, DeleteOptions options) {
        Map<String, Object> budget = Tree.copy(stored.object());
        String name = stored.name();
        long allowed = Tree.number(budget, 0, "status", "disruptionsAllowed");
        if (Tree.number(budget, 0, "status", "observedGeneration") < Tree.number(budget, 0, "metadata", "generation")) {
            throw refused("The disruption budget " + name + " is still being processed by the server.", 10);
        } else if (allowed < 0) {
            throw ApiError.forbidden(
                    new GroupName("policy", "poddisruptionbudget"), name, "pdb disruptions allowed is negative");
        } else if (allowed == 0) {
            throw refused(
                    "The disruption budget " + name + " needs " + Tree.number(budget, 0, "status", "desiredHealthy")
                            + " healthy pods and has " + Tree.number(budget, 0, "status", "currentHealthy")
                            + " currently",
                    0);
        }
        if (options.dryRun()) {
            return;
        }
        Tree.set(budget, allowed - 1, "status", "disruptionsAllowed");
        Tree.set(budget, cluster.now(), "status", "disruptedPods", pod.name());
        allow(budget, allowed - 1 > 0);
        cluster.catalogue()
                .find("policy", "v1", "poddisruptionbudgets")
                .ifPresent(type -> objects.fields(type, "status")
                        .update(stored.object(), budget, "kube-apiserver", cluster.now()));
        cluster.store().put("policy/poddisruptionbudgets", stored.key(), budget);
    }

    /** pkg/apis/policy/v1/helpers.go and component-helpers/apps/poddisruptionbudget/helpers.go, UpdateDisruptionAllowedCondition. */
    private void allow(Map<String, Object> budget, boolean allowed) {
        var conditions = new ArrayList<>(Tree.list(budget, "status", "conditions"));
        conditions.removeIf(one -> Tree.text(one, "type").equals("DisruptionAllowed"));
        conditions.add(Tree.of(
                "type",
                "DisruptionAllowed",
                "status",
                allowed ? "True" : "False",
                "observedGeneration",
                Tree.number(budget, 0, "status", "observedGeneration"),
                "lastTransitionTime",
                cluster.now(),
                "reason",
                allowed ? "SufficientPods" : "InsufficientPods",
                "message",
                ""));
        Tree.set(budget, conditions, "status", "conditions");
    }

    private static ApiError refused(String why, long seconds) {
        var details = Tree.of("causes", List.of(Tree.of("reason", "DisruptionBudget", "message", why)));
        if (seconds > 0) {
            details.put("retryAfterSeconds", seconds);
        }
        return new ApiError(
                429, "TooManyRequests", "Cannot evict pod as it would violate the pod's disruption budget.", details);
    }
}

package dev.slipway.lab.kube.control;

import dev.slipway.lab.Json;
import dev.slipway.lab.kube.object.GoText;
import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.store.Stored;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Deployments, replica sets, daemon sets and jobs: they make pods, and say how far they are (kubernetes/kubernetes: pkg/controller). */
final class Workloads {
    static final String DEPLOYMENTS = "apps/deployments";
    static final String SETS = "apps/replicasets";
    static final String DAEMONS = "apps/daemonsets";
    static final String JOBS = "batch/jobs";
    static final Set<String> KEYS = Set.of(DEPLOYMENTS, SETS, DAEMONS, JOBS);
    private static final String HASH = "pod-template-hash";
    private static final String REVISION = "deployment.kubernetes.io/revision";

    private final Hand hand;

    Workloads(Hand hand) {
        this.hand = hand;
    }

    void look(String resource, String key) {
        Stored stored = hand.get(resource, key).orElse(null);
        if (stored == null || Tree.has(stored.object(), "metadata", "deletionTimestamp")) {
            return;
        }
        switch (resource) {
            case DEPLOYMENTS -> deployment(stored);
            case SETS -> set(stored);
            case DAEMONS -> daemons(stored);
            default -> job(stored);
        }
    }

    /** The name that a template has among others. */
    static String hash(Map<String, Object> template) {
        return Integer.toString(Json.text(GoText.sorted(template)).hashCode() & 0x7fffffff, 36);
    }

    private void deployment(Stored deployment) {
        Map<String, Object> object = deployment.object();
        long wanted = Tree.number(object, 1, "spec", "replicas");
        String hash = hash(Tree.map(object, "spec", "template"));
        List<Stored> sets = hand.owned(SETS, deployment);
        Stored current = sets.stream()
                .filter(set ->
                        Tree.text(set.object(), "metadata", "labels", HASH).equals(hash))
                .findFirst()
                .orElse(null);
        if (current == null && !Tree.truth(object, "spec", "paused")) {
            create(deployment, hash, wanted, sets);
            return;
        }
        long ready = current == null ? 0 : Tree.number(current.object(), 0, "status", "readyReplicas");
        long total = 0;
        long allReady = 0;
        for (Stored set : sets) {
            long size = set.equals(current)
                    ? wanted
                    : ready >= wanted ? 0 : Tree.number(set.object(), 0, "spec", "replicas");
            hand.change(SETS, set, one -> Tree.set(one, size, "spec", "replicas"));
            total += Tree.number(set.object(), 0, "status", "replicas");
            allReady += Tree.number(set.object(), 0, "status", "readyReplicas");
        }
        long updated = current == null ? 0 : Tree.number(current.object(), 0, "status", "replicas");
        report(deployment, wanted, total, updated, allReady, ready, hash);
    }

    private void create(Stored deployment, String hash, long wanted, List<Stored> sets) {
        Map<String, Object> template = Tree.copy(Tree.map(deployment.object(), "spec", "template"));
        Tree.set(template, hash, "metadata", "labels", HASH);
        Map<String, Object> selector = Tree.copy(Tree.map(deployment.object(), "spec", "selector"));
        Tree.set(selector, hash, "matchLabels", HASH);
        String revision = String.valueOf(sets.size() + 1);
        hand.create(
                SETS,
                deployment.namespace(),
                Tree.of(
                        "metadata",
                        Tree.of(
                                "name", deployment.name() + "-" + hash,
                                "labels", Tree.copy(Tree.map(template, "metadata", "labels")),
                                "annotations", Tree.of(REVISION, revision),
                                "ownerReferences", Hand.owner(deployment)),
                        "spec",
                        Tree.of("replicas", wanted, "selector", selector, "template", template)));
        hand.get(DEPLOYMENTS, deployment.key())
                .ifPresent(one -> hand.change(
                        DEPLOYMENTS, one, object -> Tree.set(object, revision, "metadata", "annotations", REVISION)));
    }

    private void report(
            Stored deployment, long wanted, long total, long updated, long ready, long newReady, String hash) {
        hand.get(DEPLOYMENTS, deployment.key())
                .ifPresent(stored -> hand.status(DEPLOYMENTS, stored, object -> {
                    Map<String, Object> status = Tree.of();
                    status.put("conditions", Tree.list(object, "status", "conditions"));
                    object.put("status", status);
                    status.put("observedGeneration", Tree.number(object, 0, "metadata", "generation"));
                    status.put("replicas", total);
                    status.put("updatedReplicas", updated);
                    status.put("readyReplicas", ready);
                    status.put("availableReplicas", ready);
                    status.put("unavailableReplicas", Math.max(0, wanted - ready));
                    boolean available = ready >= wanted - wanted / 4;
                    hand.condition(
                            object,
                            "Available",
                            available,
                            available ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
                            available
                                    ? "Deployment has minimum availability."
                                    : "Deployment does not have minimum availability.");
                    boolean done = newReady >= wanted && total == wanted;
                    String set = "ReplicaSet \"" + stored.name() + "-" + hash + "\"";
                    hand.condition(
                            object,
                            "Progressing",
                            true,
                            done ? "NewReplicaSetAvailable" : "ReplicaSetUpdated",
                            set + (done ? " has successfully progressed." : " is progressing."));
                }));
    }

    private void set(Stored set) {
        long wanted = Tree.number(set.object(), 1, "spec", "replicas");
        List<Stored> pods = live(hand.owned(Pods.KEY, set));
        for (long i = pods.size(); i < wanted; i++) {
            pod(set, Tree.of("generateName", set.name() + "-"), "");
        }
        pods.stream()
                .sorted(Comparator.comparing(pod -> Pods.isReady(pod.object())))
                .limit(Math.max(0, pods.size() - wanted))
                .forEach(pod -> hand.delete(Pods.KEY, pod));
        List<Stored> now = live(hand.owned(Pods.KEY, set));
        long ready = now.stream().filter(pod -> Pods.isReady(pod.object())).count();
        hand.get(SETS, set.key())
                .ifPresent(stored -> hand.status(SETS, stored, object -> {
                    Map<String, Object> status =
                            Tree.of("replicas", (long) now.size(), "fullyLabeledReplicas", (long) now.size());
                    status.put("readyReplicas", ready);
                    status.put("availableReplicas", ready);
                    status.put("observedGeneration", Tree.number(object, 0, "metadata", "generation"));
                    object.put("status", status);
                }));
    }

    static List<Stored> live(List<Stored> pods) {
        return pods.stream()
                .filter(pod -> !Tree.has(pod.object(), "metadata", "deletionTimestamp"))
                .toList();
    }

    private void pod(Stored owner, Map<String, Object> meta, String node) {
        Map<String, Object> template = Tree.copy(Tree.map(owner.object(), "spec", "template"));
        meta.put("labels", Tree.copy(Tree.map(template, "metadata", "labels")));
        meta.put("annotations", Tree.copy(Tree.map(template, "metadata", "annotations")));
        meta.put("ownerReferences", Hand.owner(owner));
        Map<String, Object> spec = Tree.copy(Tree.map(template, "spec"));
        if (!node.isEmpty()) {
            spec.put("nodeName", node);
        }
        hand.create(Pods.KEY, owner.namespace(), Tree.of("metadata", meta, "spec", spec));
    }

    private void daemons(Stored set) {
        String hash = hash(Tree.map(set.object(), "spec", "template"));
        List<Stored> nodes = hand.list("/nodes", "");
        List<Stored> pods = live(hand.owned(Pods.KEY, set));
        for (Stored pod : pods) {
            if (!Tree.text(pod.object(), "metadata", "labels", "controller-revision-hash")
                    .equals(hash)) {
                hand.delete(Pods.KEY, pod);
            }
        }
        for (Stored node : nodes) {
            boolean there = pods.stream()
                    .anyMatch(pod -> Tree.text(pod.object(), "spec", "nodeName").equals(node.name()));
            if (!there) {
                Map<String, Object> meta = Tree.of("generateName", set.name() + "-");
                pod(set, meta, node.name());
                hand.owned(Pods.KEY, set).stream()
                        .filter(pod -> Tree.text(pod.object(), "metadata", "labels", "controller-revision-hash")
                                .isEmpty())
                        .forEach(pod -> hand.change(
                                Pods.KEY,
                                pod,
                                one -> Tree.set(one, hash, "metadata", "labels", "controller-revision-hash")));
            }
        }
        List<Stored> now = live(hand.owned(Pods.KEY, set));
        long ready = now.stream().filter(pod -> Pods.isReady(pod.object())).count();
        hand.get(DAEMONS, set.key())
                .ifPresent(stored -> hand.status(DAEMONS, stored, object -> {
                    long wanted = nodes.size();
                    object.put(
                            "status",
                            Tree.of(
                                    "currentNumberScheduled",
                                    (long) now.size(),
                                    "numberMisscheduled",
                                    0L,
                                    "desiredNumberScheduled",
                                    wanted,
                                    "numberReady",
                                    ready,
                                    "updatedNumberScheduled",
                                    (long) now.size(),
                                    "numberAvailable",
                                    ready,
                                    "numberUnavailable",
                                    wanted - ready,
                                    "observedGeneration",
                                    Tree.number(object, 0, "metadata", "generation")));
                }));
    }

    private void job(Stored job) {
        long wanted = Tree.number(job.object(), 1, "spec", "completions");
        if (Tree.truth(job.object(), "spec", "suspend") || Tree.has(job.object(), "status", "completionTime")) {
            return;
        }
        List<Stored> pods = live(hand.owned(Pods.KEY, job));
        long done = pods.stream()
                .filter(pod -> Tree.text(pod.object(), "status", "phase").equals("Succeeded"))
                .count();
        long active = pods.size() - done;
        for (long i = active; i < Math.min(Tree.number(job.object(), 1, "spec", "parallelism"), wanted - done); i++) {
            pod(job, Tree.of("generateName", job.name() + "-"), "");
            active++;
        }
        long running = active;
        hand.get(JOBS, job.key())
                .ifPresent(stored -> hand.status(JOBS, stored, object -> {
                    Tree.preset(object, hand.now(), "status", "startTime");
                    Tree.set(object, done, "status", "succeeded");
                    Tree.set(object, running, "status", "active");
                    Tree.set(object, Tree.of(), "status", "uncountedTerminatedPods");
                    if (done >= wanted) {
                        Tree.set(object, hand.now(), "status", "completionTime");
                        hand.condition(
                                object,
                                "SuccessCriteriaMet",
                                true,
                                "CompletionsReached",
                                "Reached expected number of succeeded pods");
                        hand.condition(
                                object,
                                "Complete",
                                true,
                                "CompletionsReached",
                                "Reached expected number of succeeded pods");
                    }
                }));
    }

    /** Who controls a pod or a replica set, as {@code resource key}, or nothing. */
    static List<String> controllers(Stored stored) {
        var controllers = new ArrayList<String>();
        for (Map<String, Object> owner : Tree.maps(stored.object(), "metadata", "ownerReferences")) {
            String resource = switch (Tree.text(owner, "kind")) {
                case "Deployment" -> DEPLOYMENTS;
                case "ReplicaSet" -> SETS;
                case "DaemonSet" -> DAEMONS;
                case "Job" -> JOBS;
                case "StatefulSet" -> StatefulSets.KEY;
                default -> "";
            };
            if (!resource.isEmpty()) {
                controllers.add(resource + " " + Stored.key(stored.namespace(), Tree.text(owner, "name")));
            }
        }
        return controllers;
    }
}

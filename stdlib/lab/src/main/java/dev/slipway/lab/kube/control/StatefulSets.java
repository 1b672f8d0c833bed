package dev.slipway.lab.kube.control;

import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.store.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Stateful sets: pods with names and claims of their own, one after the other (kubernetes/kubernetes: pkg/controller/statefulset). */
final class StatefulSets {
    static final String KEY = "apps/statefulsets";
    private static final String REVISION = "controller-revision-hash";
    private static final String CLAIMS = "/persistentvolumeclaims";

    private final Hand hand;

    StatefulSets(Hand hand) {
        this.hand = hand;
    }

    void look(String key) {
        Stored set = hand.get(KEY, key).orElse(null);
        if (set == null || Tree.has(set.object(), "metadata", "deletionTimestamp")) {
            return;
        }
        long wanted = Tree.number(set.object(), 1, "spec", "replicas");
        String revision = set.name() + "-" + Workloads.hash(Tree.map(set.object(), "spec", "template"));
        step(set, wanted, revision);
        report(set, wanted, revision);
    }

    /** Makes, replaces or removes one pod, when all before it are ready. */
    private void step(Stored set, long wanted, String revision) {
        boolean parallel =
                Tree.text(set.object(), "spec", "podManagementPolicy").equals("Parallel");
        for (long i = 0; i < wanted; i++) {
            Stored pod = hand.get("/pods", Stored.key(set.namespace(), set.name() + "-" + i))
                    .orElse(null);
            if (pod == null) {
                claims(set, i);
                create(set, i, revision);
                if (!parallel) {
                    return;
                }
            } else if (!Pods.isReady(pod.object()) && !parallel) {
                break;
            }
        }
        List<Stored> pods = Workloads.live(hand.owned("/pods", set));
        for (Stored pod : pods) {
            if (Long.parseLong(pod.name().substring(set.name().length() + 1)) >= wanted) {
                hand.delete("/pods", pod);
                return;
            }
        }
        long partition = Tree.number(set.object(), 0, "spec", "updateStrategy", "rollingUpdate", "partition");
        boolean rolls =
                Tree.text(set.object(), "spec", "updateStrategy", "type").equals("RollingUpdate");
        boolean stuck = pods.stream().anyMatch(pod -> !Pods.isReady(pod.object()) && isCurrent(pod, revision));
        for (long i = wanted - 1; rolls && !stuck && i >= partition; i--) {
            Stored pod = hand.get("/pods", Stored.key(set.namespace(), set.name() + "-" + i))
                    .orElse(null);
            if (pod != null && !isCurrent(pod, revision)) {
                hand.delete("/pods", pod);
                return;
            }
        }
    }

    private static boolean isCurrent(Stored pod, String revision) {
        return Tree.text(pod.object(), "metadata", "labels", REVISION).equals(revision);
    }

    private void claims(Stored set, long number) {
        for (Map<String, Object> template : Tree.maps(set.object(), "spec", "volumeClaimTemplates")) {
            String name = Tree.text(template, "metadata", "name") + "-" + set.name() + "-" + number;
            if (hand.get(CLAIMS, Stored.key(set.namespace(), name)).isEmpty()) {
                Map<String, Object> meta = Tree.of("name", name);
                meta.put("labels", Tree.copy(Tree.map(set.object(), "spec", "selector", "matchLabels")));
                hand.create(
                        CLAIMS,
                        set.namespace(),
                        Tree.of("metadata", meta, "spec", Tree.copy(Tree.map(template, "spec"))));
            }
        }
    }

    private void create(Stored set, long number, String revision) {
        Map<String, Object> template = Tree.copy(Tree.map(set.object(), "spec", "template"));
        String name = set.name() + "-" + number;
        Map<String, Object> labels = Tree.copy(Tree.map(template, "metadata", "labels"));
        labels.put(REVISION, revision);
        labels.put("statefulset.kubernetes.io/pod-name", name);
        labels.put("apps.kubernetes.io/pod-index", String.valueOf(number));
        Map<String, Object> spec = Tree.copy(Tree.map(template, "spec"));
        var volumes = new ArrayList<Object>(Tree.list(spec, "volumes"));
        for (Map<String, Object> claim : Tree.maps(set.object(), "spec", "volumeClaimTemplates")) {
            String volume = Tree.text(claim, "metadata", "name");
            volumes.add(Tree.of("name", volume, "persistentVolumeClaim", Tree.of("claimName", volume + "-" + name)));
        }
        if (!volumes.isEmpty()) {
            spec.put("volumes", volumes);
        }
        spec.put("hostname", name);
        hand.create(
                "/pods",
                set.namespace(),
                Tree.of(
                        "metadata",
                        Tree.of("name", name, "labels", labels, "ownerReferences", Hand.owner(set)),
                        "spec",
                        spec));
    }

    private void report(Stored set, long wanted, String revision) {
        List<Stored> pods = Workloads.live(hand.owned("/pods", set));
        long ready = pods.stream().filter(pod -> Pods.isReady(pod.object())).count();
        long updated = pods.stream().filter(pod -> isCurrent(pod, revision)).count();
        hand.get(KEY, set.key())
                .ifPresent(stored -> hand.status(KEY, stored, object -> {
                    String before = Tree.text(object, "status", "currentRevision");
                    boolean done = updated == wanted && ready == wanted;
                    object.put(
                            "status",
                            Tree.of(
                                    "observedGeneration",
                                    Tree.number(object, 0, "metadata", "generation"),
                                    "replicas",
                                    (long) pods.size(),
                                    "readyReplicas",
                                    ready,
                                    "currentReplicas",
                                    done ? wanted : pods.size() - updated,
                                    "updatedReplicas",
                                    updated,
                                    "currentRevision",
                                    done || before.isEmpty() ? revision : before,
                                    "updateRevision",
                                    revision,
                                    "collisionCount",
                                    0L,
                                    "availableReplicas",
                                    ready));
                }));
    }
}

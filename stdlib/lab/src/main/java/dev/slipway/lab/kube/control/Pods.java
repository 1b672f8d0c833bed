package dev.slipway.lab.kube.control;

import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.store.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Schedules pods, runs them, and ends them, as a scheduler and the kubelets of all nodes would. */
final class Pods {
    static final String KEY = "/pods";

    private final Hand scheduler;
    private final Hand kubelet;
    private final Predicate<String> isBad;
    private int addresses;

    /**
     * The nodes' side of a cluster.
     *
     * @param isBad whether an image cannot be pulled
     */
    Pods(Hand scheduler, Hand kubelet, Predicate<String> isBad) {
        this.scheduler = scheduler;
        this.kubelet = kubelet;
        this.isBad = isBad;
    }

    static boolean isReady(Map<String, Object> pod) {
        return !Tree.has(pod, "metadata", "deletionTimestamp")
                && Tree.maps(pod, "status", "conditions").stream()
                        .anyMatch(one -> Tree.text(one, "type").equals("Ready")
                                && Tree.text(one, "status").equals("True"));
    }

    /** Does the next thing that is due for a pod. */
    void look(String key) {
        Stored pod = kubelet.get(KEY, key).orElse(null);
        if (pod == null) {
            return;
        } else if (Tree.has(pod.object(), "metadata", "deletionTimestamp")) {
            if (Tree.list(pod.object(), "metadata", "finalizers").isEmpty()) {
                kubelet.deleteNow(KEY, pod);
            }
        } else if (Tree.text(pod.object(), "spec", "nodeName").isEmpty()) {
            schedule(pod);
        } else if (Tree.text(pod.object(), "status", "phase").equals("Pending")) {
            run(pod);
        } else if (Tree.text(pod.object(), "status", "phase").equals("Running") && ends(pod.object())) {
            end(pod);
        }
    }

    private void schedule(Stored pod) {
        List<Stored> nodes = scheduler.list("/nodes", "").stream()
                .filter(node -> !Tree.truth(node.object(), "spec", "unschedulable"))
                .toList();
        if (nodes.isEmpty()) {
            scheduler.status(
                    KEY,
                    pod,
                    object -> scheduler.condition(
                            object, "PodScheduled", false, "Unschedulable", "no nodes available to schedule pods"));
            return;
        }
        Stored node = nodes.get(Math.floorMod(pod.name().hashCode(), nodes.size()));
        scheduler.change(KEY, pod, object -> Tree.set(object, node.name(), "spec", "nodeName"));
    }

    private void run(Stored pod) {
        List<Map<String, Object>> containers = Tree.maps(pod.object(), "spec", "containers");
        boolean bad = containers.stream().anyMatch(one -> isBad.test(Tree.text(one, "image")));
        boolean started = !Tree.text(pod.object(), "status", "podIP").isEmpty();
        kubelet.status(KEY, pod, object -> {
            String now = kubelet.now();
            Tree.preset(object, now, "status", "startTime");
            if (!started && !bad) {
                String address = "10.244." + (++addresses >> 8) + "." + (addresses & 255);
                Tree.set(object, address, "status", "podIP");
                Tree.set(object, List.of(Tree.of("ip", address)), "status", "podIPs");
            }
            var statuses = new ArrayList<Object>();
            for (Map<String, Object> container : containers) {
                boolean stuck = isBad.test(Tree.text(container, "image"));
                statuses.add(status(
                        container, !stuck, stuck ? waiting(container) : Tree.of("running", Tree.of("startedAt", now))));
            }
            Tree.set(object, statuses, "status", "containerStatuses");
            Tree.set(object, bad ? "Pending" : "Running", "status", "phase");
            kubelet.condition(object, "PodScheduled", true, "", "");
            kubelet.condition(object, "Initialized", true, "", "");
            for (String type : List.of("ContainersReady", "Ready")) {
                kubelet.condition(
                        object,
                        type,
                        !bad,
                        bad ? "ContainersNotReady" : "",
                        bad ? "containers with unready status: [" + Tree.text(containers.get(0), "name") + "]" : "");
            }
        });
    }

    private static Map<String, Object> waiting(Map<String, Object> container) {
        return Tree.of(
                "waiting",
                Tree.of(
                        "reason",
                        "ImagePullBackOff",
                        "message",
                        "Back-off pulling image \"" + Tree.text(container, "image") + "\""));
    }

    private static Map<String, Object> status(Map<String, Object> container, boolean ready, Map<String, Object> state) {
        String image = Tree.text(container, "image");
        return Tree.of(
                "name", Tree.text(container, "name"),
                "image", image,
                "imageID", ready ? image : "",
                "ready", ready,
                "started", ready,
                "restartCount", 0L,
                "state", state);
    }

    /** Only what runs to its end does so: the pods of jobs. */
    private static boolean ends(Map<String, Object> pod) {
        return Tree.maps(pod, "metadata", "ownerReferences").stream()
                .anyMatch(owner -> Tree.text(owner, "kind").equals("Job"));
    }

    private void end(Stored pod) {
        kubelet.status(KEY, pod, object -> {
            var statuses = new ArrayList<Object>();
            for (Map<String, Object> container : Tree.maps(object, "spec", "containers")) {
                statuses.add(status(
                        container,
                        false,
                        Tree.of(
                                "terminated",
                                Tree.of(
                                        "exitCode",
                                        0L,
                                        "reason",
                                        "Completed",
                                        "startedAt",
                                        kubelet.now(),
                                        "finishedAt",
                                        kubelet.now()))));
            }
            Tree.set(object, statuses, "status", "containerStatuses");
            Tree.set(object, "Succeeded", "status", "phase");
            for (String type : List.of("ContainersReady", "Ready")) {
                kubelet.condition(object, type, false, "PodCompleted", "");
            }
        });
    }
}

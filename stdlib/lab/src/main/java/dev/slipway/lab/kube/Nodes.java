package dev.slipway.lab.kube;

import dev.slipway.lab.kube.object.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a cluster runs its pods on.
 *
 * @param names of the nodes
 * @param classes of storage; the first is the default one
 * @param isBad whether an image cannot be pulled; without it there are no controllers and no kubelets
 */
record Nodes(List<String> names, List<String> classes, Optional<Predicate<String>> isBad) {
    /** An API server alone. */
    static final Nodes NONE = new Nodes(List.of(), List.of(), Optional.empty());

    /** The objects of nodes and classes, with where they belong. */
    List<Map<String, Object>> objects(String now) {
        var objects = new ArrayList<Map<String, Object>>();
        for (String name : names) {
            objects.add(Tree.of("group", "", "plural", "nodes", "object", node(name, now)));
        }
        for (String name : classes) {
            Map<String, Object> meta = Tree.of("name", name);
            if (name.equals(classes.get(0))) {
                meta.put("annotations", Tree.of("storageclass.kubernetes.io/is-default-class", "true"));
            }
            Map<String, Object> object = Tree.of("metadata", meta, "provisioner", "lab.slipway.dev/disk");
            objects.add(Tree.of("group", "storage.k8s.io", "plural", "storageclasses", "object", object));
        }
        return objects;
    }

    private static Map<String, Object> node(String name, String now) {
        Map<String, Object> size = Tree.of("cpu", "8", "memory", "16Gi", "pods", "110");
        return Tree.of(
                "metadata",
                Tree.of("name", name, "labels", Tree.of("kubernetes.io/hostname", name, "kubernetes.io/os", "linux")),
                "status",
                Tree.of(
                        "capacity",
                        size,
                        "allocatable",
                        Tree.copy(size),
                        "conditions",
                        List.of(Tree.of(
                                "type", "Ready",
                                "status", "True",
                                "reason", "KubeletReady",
                                "message", "kubelet is posting ready status",
                                "lastHeartbeatTime", now,
                                "lastTransitionTime", now))));
    }
}

package dev.slipway.lab.kube.rules;

import dev.slipway.lab.kube.object.FieldError;
import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.store.ObjectStore;
import java.util.List;
import java.util.Map;

/** Pods (kubernetes/kubernetes: pkg/registry/core/pod/strategy.go, pkg/apis/core/validation/validation.go). */
final class PodStrategy implements Strategy {
    @Override
    public void preset(Map<String, Object> object) {
        PodTemplates.preset(Tree.map(object, "spec"));
        PodTemplates.presetPod(Tree.map(object, "spec"));
    }

    @Override
    public void prepareCreate(Map<String, Object> object, ObjectStore store) {
        Tree.set(object, "Pending", "status", "phase");
        Tree.set(object, quality(object), "status", "qosClass");
        // plugin/pkg/admission/defaulttolerationseconds/admission.go and plugin/pkg/admission/priority/admission.go
        var tolerations = new java.util.ArrayList<Object>(Tree.list(object, "spec", "tolerations"));
        for (String key : List.of("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable")) {
            boolean there = Tree.maps(object, "spec", "tolerations").stream()
                    .anyMatch(one -> (Tree.text(one, "key").equals(key)
                                    || Tree.text(one, "key").isEmpty())
                            && (Tree.text(one, "effect").equals("NoExecute")
                                    || Tree.text(one, "effect").isEmpty()));
            if (!there) {
                tolerations.add(
                        Tree.of("key", key, "operator", "Exists", "effect", "NoExecute", "tolerationSeconds", 300L));
            }
        }
        Tree.set(object, tolerations, "spec", "tolerations");
        Tree.preset(object, 0L, "spec", "priority");
        Tree.preset(object, "PreemptLowerPriority", "spec", "preemptionPolicy");
    }

    /** pkg/apis/core/v1/helper/qos/qos.go. */
    private static String quality(Map<String, Object> pod) {
        boolean any = false;
        boolean all = true;
        for (Map<String, Object> container : Tree.maps(pod, "spec", "containers")) {
            Map<String, Object> limits = Tree.map(container, "resources", "limits");
            Map<String, Object> requests = Tree.map(container, "resources", "requests");
            any |= !limits.isEmpty() || !requests.isEmpty();
            all &= limits.containsKey("cpu") && limits.containsKey("memory") && limits.equals(requests);
        }
        return !any ? "BestEffort" : all ? "Guaranteed" : "Burstable";
    }

    @Override
    public void check(Map<String, Object> object, List<FieldError> errors) {
        PodTemplates.check(Tree.map(object, "spec"), "spec", errors);
    }

    @Override
    public void checkUpdate(Map<String, Object> object, Map<String, Object> old, List<FieldError> errors) {
        Map<String, Object> now = changeless(object);
        if (!now.equals(changeless(old))) {
            errors.add(FieldError.forbidden(
                    "spec",
                    "pod updates may not change fields other than"
                            + " `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations`"
                            + " (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to"
                            + " be set to 1 if it was previously negative)"));
        }
    }

    private static Map<String, Object> changeless(Map<String, Object> pod) {
        Map<String, Object> spec = Tree.copy(Tree.map(pod, "spec"));
        for (String kind : List.of("containers", "initContainers")) {
            Tree.maps(spec, kind).forEach(container -> container.remove("image"));
        }
        spec.keySet().removeAll(List.of("activeDeadlineSeconds", "tolerations", "nodeName", "ephemeralContainers"));
        return spec;
    }
}

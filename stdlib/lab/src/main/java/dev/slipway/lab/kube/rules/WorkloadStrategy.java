package dev.slipway.lab.kube.rules;

import dev.slipway.lab.kube.object.FieldError;
import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.store.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Deployments, replica sets, stateful sets and daemon sets (kubernetes/kubernetes: pkg/apis/apps/validation/validation.go). */
final class WorkloadStrategy implements Strategy {
    private static final String TEMPLATE_GENERATION = "deprecated.daemonset.template.generation";
    private static final Set<String> STATEFUL_CHANGES = Set.of(
            "replicas",
            "ordinals",
            "template",
            "updateStrategy",
            "revisionHistoryLimit",
            "persistentVolumeClaimRetentionPolicy",
            "minReadySeconds");

    @Override
    public void preset(Map<String, Object> object) {
        // pkg/apis/apps/v1/conversion.go writes what remains of an old field into an annotation
        if (Tree.text(object, "kind").equals("DaemonSet")) {
            Tree.preset(object, "0", "metadata", "annotations", TEMPLATE_GENERATION);
        }
        PodTemplates.preset(Tree.map(object, "spec", "template", "spec"));
    }

    /** pkg/registry/apps/daemonset/strategy.go and pkg/apis/apps/v1/conversion.go: what remains of an old field. */
    @Override
    public void prepareCreate(Map<String, Object> object, ObjectStore store) {
        if (Tree.text(object, "kind").equals("DaemonSet")) {
            Tree.set(object, "1", "metadata", "annotations", TEMPLATE_GENERATION);
        }
    }

    @Override
    public void prepareUpdate(Map<String, Object> object, Map<String, Object> old, ObjectStore store) {
        if (Tree.text(object, "kind").equals("DaemonSet")) {
            long generation = Long.parseLong("0" + Tree.text(old, "metadata", "annotations", TEMPLATE_GENERATION));
            boolean same = Tree.map(object, "spec", "template").equals(Tree.map(old, "spec", "template"));
            Tree.set(
                    object,
                    String.valueOf(same ? generation : generation + 1),
                    "metadata",
                    "annotations",
                    TEMPLATE_GENERATION);
        }
    }

    @Override
    public void check(Map<String, Object> object, List<FieldError> errors) {
        Map<String, Object> spec = Tree.map(object, "spec");
        Checks.notNegative(spec, "replicas", "spec", errors);
        PodTemplates.checkSelector(object, errors);
        Checks.notNegative(spec, "minReadySeconds", "spec", errors);
        Map<String, Object> pod = Tree.map(spec, "template", "spec");
        PodTemplates.check(pod, "spec.template.spec", errors);
        String policy = Tree.text(pod, "restartPolicy");
        if (!policy.equals("Always") && List.of("OnFailure", "Never").contains(policy)) {
            errors.add(FieldError.unsupported("spec.template.spec.restartPolicy", policy, "Always"));
        }
        String kind = Tree.text(object, "kind");
        if (kind.equals("Deployment")) {
            Checks.oneOf(Tree.map(spec, "strategy"), "type", "spec.strategy", errors, "Recreate", "RollingUpdate");
            if (Tree.text(spec, "strategy", "type").equals("Recreate") && Tree.has(spec, "strategy", "rollingUpdate")) {
                errors.add(FieldError.forbidden(
                        "spec.strategy.rollingUpdate", "may not be specified when strategy `type` is 'Recreate'"));
            }
            Checks.notNegative(spec, "revisionHistoryLimit", "spec", errors);
            Checks.notNegative(spec, "progressDeadlineSeconds", "spec", errors);
            long deadline = Tree.number(spec, Long.MAX_VALUE, "progressDeadlineSeconds");
            if (deadline <= Tree.number(spec, 0, "minReadySeconds")) {
                errors.add(FieldError.invalid(
                        "spec.progressDeadlineSeconds", deadline, "must be greater than minReadySeconds"));
            }
        }
    }

    @Override
    public void checkUpdate(Map<String, Object> object, Map<String, Object> old, List<FieldError> errors) {
        if (Tree.text(object, "kind").equals("StatefulSet")) {
            var changed = new ArrayList<String>();
            Map<String, Object> before = Tree.map(old, "spec");
            Map<String, Object> after = Tree.map(object, "spec");
            var names = new java.util.TreeSet<>(before.keySet());
            names.addAll(after.keySet());
            names.removeIf(
                    name -> STATEFUL_CHANGES.contains(name) || Objects.equals(before.get(name), after.get(name)));
            changed.addAll(names);
            if (!changed.isEmpty()) {
                errors.add(FieldError.forbidden(
                        "spec",
                        "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template',"
                                + " 'updateStrategy', 'revisionHistoryLimit',"
                                + " 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden"));
            }
            return;
        }
        Checks.immutable(object, old, "spec.selector", errors);
    }
}

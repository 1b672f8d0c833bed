package dev.slipway.lab.kube.rules;

import dev.slipway.lab.kube.object.FieldError;
import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.store.ObjectStore;
import java.util.List;
import java.util.Map;

/** Jobs, which select their pods by labels of their own, and cron jobs (kubernetes/kubernetes: pkg/registry/batch/job/strategy.go). */
final class JobStrategy implements Strategy {
    @Override
    public void preset(Map<String, Object> object) {
        Map<String, Object> spec = job(object);
        PodTemplates.preset(Tree.map(spec, "template", "spec"));
        if (Tree.text(object, "kind").equals("Job")) {
            if (!Tree.has(spec, "completions") && !Tree.has(spec, "parallelism")) {
                spec.put("completions", 1L);
            }
            Tree.preset(spec, 1L, "parallelism");
            Tree.preset(spec, false, "manualSelector");
            Map<String, Object> labels = Tree.map(spec, "template", "metadata", "labels");
            if (!labels.isEmpty() && Tree.map(object, "metadata", "labels").isEmpty()) {
                Tree.set(object, Tree.copy(labels), "metadata", "labels");
            }
        }
    }

    private static Map<String, Object> job(Map<String, Object> object) {
        return Tree.text(object, "kind").equals("Job")
                ? Tree.map(object, "spec")
                : Tree.map(object, "spec", "jobTemplate", "spec");
    }

    @Override
    public void prepareCreate(Map<String, Object> object, ObjectStore store) {
        Map<String, Object> spec = Tree.map(object, "spec");
        if (!Tree.text(object, "kind").equals("Job") || Tree.truth(spec, "manualSelector")) {
            return;
        }
        String uid = Tree.text(object, "metadata", "uid");
        String name = Tree.text(object, "metadata", "name");
        Map<String, Object> labels = Tree.of(
                "batch.kubernetes.io/controller-uid", uid,
                "batch.kubernetes.io/job-name", name,
                "controller-uid", uid,
                "job-name", name);
        labels.forEach((label, value) -> Tree.set(spec, value, "template", "metadata", "labels", label));
        Tree.set(spec, uid, "selector", "matchLabels", "batch.kubernetes.io/controller-uid");
        preset(object); // what is read back has its defaults
    }

    @Override
    public void check(Map<String, Object> object, List<FieldError> errors) {
        boolean job = Tree.text(object, "kind").equals("Job");
        String at = job ? "spec.template.spec" : "spec.jobTemplate.spec.template.spec";
        Map<String, Object> pod = Tree.map(job(object), "template", "spec");
        PodTemplates.check(pod, at, errors);
        String policy = Tree.text(pod, "restartPolicy");
        if (policy.equals("Always")) {
            errors.add(FieldError.required(at + ".restartPolicy", "valid values: \"OnFailure\", \"Never\""));
        }
        if (!job && Tree.text(object, "spec", "schedule").isEmpty()) {
            errors.add(FieldError.required("spec.schedule", ""));
        }
    }

    @Override
    public void checkUpdate(Map<String, Object> object, Map<String, Object> old, List<FieldError> errors) {
        if (Tree.text(object, "kind").equals("Job")) {
            for (String path : List.of("spec.completions", "spec.selector", "spec.template", "spec.completionMode")) {
                Checks.immutable(object, old, path, errors);
            }
        }
    }
}

package dev.slipway.lab.kube.rules;

import dev.slipway.lab.kube.object.FieldError;
import dev.slipway.lab.kube.object.Names;
import dev.slipway.lab.kube.object.Quantity;
import dev.slipway.lab.kube.object.Selectors;
import dev.slipway.lab.kube.object.Tree;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Defaults and checks of what pods are made of (kubernetes/kubernetes: pkg/apis/core/v1/defaults.go, pkg/apis/core/validation/validation.go). */
final class PodTemplates {
    private static final List<String> KINDS = List.of("initContainers", "containers", "ephemeralContainers");

    private PodTemplates() {}

    /** What depends on an image or on other fields. */
    static void preset(Map<String, Object> spec) {
        for (String kind : KINDS) {
            for (Map<String, Object> container : Tree.maps(spec, kind)) {
                Tree.preset(
                        container,
                        isLatest(Tree.text(container, "image")) ? "Always" : "IfNotPresent",
                        "imagePullPolicy");
            }
        }
        String account = Tree.text(spec, "serviceAccountName");
        String old = Tree.text(spec, "serviceAccount");
        if (account.isEmpty() && !old.isEmpty()) {
            spec.put("serviceAccountName", old);
        } else if (!account.isEmpty()) {
            spec.put("serviceAccount", account);
        }
        for (Map<String, Object> volume : Tree.maps(spec, "volumes")) {
            if (volume.size() == 1) {
                volume.put("emptyDir", Tree.of());
            }
        }
    }

    private static boolean isLatest(String image) {
        String name = image.substring(image.lastIndexOf('/') + 1);
        if (name.contains("@")) {
            return false;
        }
        int colon = name.indexOf(':');
        return colon < 0 || name.substring(colon + 1).equals("latest");
    }

    /** Of pods themselves: requests are as high as limits, and ports of the host's network are the host's. */
    static void presetPod(Map<String, Object> spec) {
        for (String kind : KINDS) {
            for (Map<String, Object> container : Tree.maps(spec, kind)) {
                if (Tree.truth(spec, "hostNetwork")) {
                    Tree.maps(container, "ports")
                            .forEach(port -> Tree.number(port, "containerPort")
                                    .ifPresent(number -> Tree.preset(port, number, "hostPort")));
                }
                Tree.map(container, "resources", "limits")
                        .forEach((name, limit) -> Tree.preset(container, limit, "resources", "requests", name));
            }
        }
    }

    static void check(Map<String, Object> spec, String at, List<FieldError> errors) {
        Set<String> volumes = new HashSet<>();
        List<Map<String, Object>> declared = Tree.maps(spec, "volumes");
        for (int i = 0; i < declared.size(); i++) {
            String name = Tree.text(declared.get(i), "name");
            String field = at + ".volumes[" + i + "].name";
            if (name.isEmpty()) {
                errors.add(FieldError.required(field, ""));
            } else {
                Names.label(name).forEach(problem -> errors.add(FieldError.invalid(field, name, problem)));
            }
            if (!volumes.add(name)) {
                errors.add(FieldError.duplicate(field, name));
            }
        }
        List<Map<String, Object>> containers = Tree.maps(spec, "containers");
        if (containers.isEmpty()) {
            errors.add(FieldError.required(at + ".containers", ""));
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < containers.size(); i++) {
            container(containers.get(i), at + ".containers[" + i + "]", volumes, names, errors);
        }
        List<Map<String, Object>> initial = Tree.maps(spec, "initContainers");
        for (int i = 0; i < initial.size(); i++) {
            container(initial.get(i), at + ".initContainers[" + i + "]", volumes, names, errors);
        }
        Checks.oneOf(spec, "restartPolicy", at, errors, "Always", "OnFailure", "Never");
        Checks.oneOf(spec, "dnsPolicy", at, errors, "ClusterFirstWithHostNet", "ClusterFirst", "Default", "None");
        if (Tree.number(spec, 0, "terminationGracePeriodSeconds") < 0) {
            errors.add(FieldError.invalid(
                    at + ".terminationGracePeriodSeconds",
                    Tree.number(spec, 0, "terminationGracePeriodSeconds"),
                    Checks.NOT_NEGATIVE));
        }
    }

    private static void container(
            Map<String, Object> container, String at, Set<String> volumes, Set<String> names, List<FieldError> errors) {
        String name = Tree.text(container, "name");
        if (name.isEmpty()) {
            errors.add(FieldError.required(at + ".name", ""));
        } else {
            Names.label(name).forEach(problem -> errors.add(FieldError.invalid(at + ".name", name, problem)));
            if (!names.add(name)) {
                errors.add(FieldError.duplicate(at + ".name", name));
            }
        }
        String image = Tree.text(container, "image");
        if (image.isEmpty()) {
            errors.add(FieldError.required(at + ".image", ""));
        } else if (!image.equals(image.strip())) {
            errors.add(FieldError.invalid(at + ".image", image, "must not have leading or trailing whitespace"));
        }
        ports(Tree.maps(container, "ports"), at + ".ports", errors);
        List<Map<String, Object>> env = Tree.maps(container, "env");
        for (int i = 0; i < env.size(); i++) {
            if (Tree.text(env.get(i), "name").isEmpty()) {
                errors.add(FieldError.required(at + ".env[" + i + "].name", ""));
            } else if (Tree.has(env.get(i), "valueFrom")
                    && !Tree.text(env.get(i), "value").isEmpty()) {
                errors.add(FieldError.invalid(
                        at + ".env[" + i + "].valueFrom", "", "may not be specified when `value` is not empty"));
            }
        }
        List<Map<String, Object>> mounts = Tree.maps(container, "volumeMounts");
        Set<String> paths = new HashSet<>();
        for (int i = 0; i < mounts.size(); i++) {
            String mounted = Tree.text(mounts.get(i), "name");
            String path = Tree.text(mounts.get(i), "mountPath");
            String where = at + ".volumeMounts[" + i + "]";
            if (mounted.isEmpty()) {
                errors.add(FieldError.required(where + ".name", ""));
            } else if (!volumes.contains(mounted)) {
                errors.add(FieldError.notFound(where + ".name", mounted));
            }
            if (path.isEmpty()) {
                errors.add(FieldError.required(where + ".mountPath", ""));
            } else if (!paths.add(path)) {
                errors.add(FieldError.invalid(where + ".mountPath", path, "must be unique"));
            }
        }
        Checks.oneOf(container, "imagePullPolicy", at, errors, "Always", "IfNotPresent", "Never");
        resources(container, at + ".resources", errors);
    }

    private static void ports(List<Map<String, Object>> ports, String at, List<FieldError> errors) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < ports.size(); i++) {
            Map<String, Object> port = ports.get(i);
            String where = at + "[" + i + "]";
            String name = Tree.text(port, "name");
            if (!name.isEmpty()) {
                Checks.portName(name, where + ".name", errors);
                if (!names.add(name)) {
                    errors.add(FieldError.duplicate(where + ".name", name));
                }
            }
            long number = Tree.number(port, 0, "containerPort");
            if (number == 0) {
                errors.add(FieldError.required(where + ".containerPort", ""));
            } else if (number < 1 || number > 65535) {
                errors.add(FieldError.invalid(where + ".containerPort", number, Checks.PORT));
            }
            Checks.oneOf(port, "protocol", where, errors, "SCTP", "TCP", "UDP");
        }
    }

    private static void resources(Map<String, Object> container, String at, List<FieldError> errors) {
        Map<String, Object> limits = Tree.map(container, "resources", "limits");
        Tree.map(container, "resources", "requests").forEach((name, request) -> {
            Object limit = limits.get(name);
            if (limit != null
                    && Quantity.parse(String.valueOf(request))
                                    .amount()
                                    .compareTo(Quantity.parse(String.valueOf(limit))
                                            .amount())
                            > 0) {
                errors.add(FieldError.invalid(
                        at + ".requests", request, "must be less than or equal to " + name + " limit of " + limit));
            }
        });
    }

    /** A workload selects its own pods. */
    static void checkSelector(Map<String, Object> object, List<FieldError> errors) {
        Map<String, Object> selector = Tree.map(object, "spec", "selector");
        if (!Tree.has(object, "spec", "selector")) {
            errors.add(FieldError.required("spec.selector", ""));
        } else if (selector.isEmpty()) {
            errors.add(FieldError.invalid(
                    "spec.selector", selector, "empty selector is invalid for " + Checks.workload(object)));
        }
        Map<String, Object> labels = Tree.map(object, "spec", "template", "metadata", "labels");
        if (selector.isEmpty() || !Selectors.of(selector).test(labels)) {
            errors.add(FieldError.invalid(
                    "spec.template.metadata.labels",
                    labels.isEmpty() ? null : labels,
                    "`selector` does not match template `labels`"));
        }
    }
}

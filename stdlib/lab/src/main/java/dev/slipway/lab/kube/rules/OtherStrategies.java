package dev.slipway.lab.kube.rules;

import dev.slipway.lab.Json;
import dev.slipway.lab.kube.object.FieldError;
import dev.slipway.lab.kube.object.Names;
import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.store.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The strategies of small kinds (kubernetes/kubernetes: pkg/registry, pkg/apis/core/validation/validation.go). */
final class OtherStrategies {
    private OtherStrategies() {}

    static final class ForNamespace implements Strategy {
        @Override
        public List<String> nameProblems(String name) {
            return Names.label(name);
        }

        @Override
        public void preset(Map<String, Object> object) {
            String name = Tree.text(object, "metadata", "name");
            if (!name.isEmpty()) {
                Tree.set(object, name, "metadata", "labels", "kubernetes.io/metadata.name");
            }
        }

        @Override
        public void prepareCreate(Map<String, Object> object, ObjectStore store) {
            var finalizers = new ArrayList<>(Tree.list(object, "spec", "finalizers"));
            if (!finalizers.contains("kubernetes")) {
                finalizers.add("kubernetes");
            }
            Tree.set(object, finalizers, "spec", "finalizers");
            Tree.set(object, "Active", "status", "phase");
            preset(object);
        }

        @Override
        public void prepareUpdate(Map<String, Object> object, Map<String, Object> old, ObjectStore store) {
            object.put("spec", Objects.requireNonNull(Tree.copyOf(Tree.map(old, "spec"))));
        }
    }

    static final class ForConfigMap implements Strategy {
        @Override
        public void check(Map<String, Object> object, List<FieldError> errors) {
            long size = 0;
            for (String part : List.of("data", "binaryData")) {
                for (Map.Entry<String, Object> entry : Tree.map(object, part).entrySet()) {
                    String name = entry.getKey();
                    Names.configKey(name)
                            .forEach(problem -> errors.add(FieldError.invalid(part + "[" + name + "]", name, problem)));
                    size += String.valueOf(entry.getValue()).length();
                }
            }
            if (size > 1 << 20) {
                errors.add(FieldError.tooLong("", 1 << 20));
            }
        }

        @Override
        public void checkUpdate(Map<String, Object> object, Map<String, Object> old, List<FieldError> errors) {
            if (Tree.truth(old, "immutable")) {
                if (!Tree.truth(object, "immutable")) {
                    errors.add(FieldError.forbidden("immutable", "field is immutable when `immutable` is set"));
                }
                for (String part : List.of("data", "binaryData")) {
                    if (!Objects.equals(object.get(part), old.get(part))) {
                        errors.add(FieldError.forbidden(part, "field is immutable when `immutable` is set"));
                    }
                }
            }
        }
    }

    static final class ForSecret implements Strategy {
        @Override
        public void preset(Map<String, Object> object) {
            Map<String, Object> plain = Tree.map(object.remove("stringData"));
            plain.forEach((name, value) -> Tree.set(
                    object,
                    Base64.getEncoder().encodeToString(String.valueOf(value).getBytes(StandardCharsets.UTF_8)),
                    "data",
                    name));
        }

        @Override
        public void check(Map<String, Object> object, List<FieldError> errors) {
            for (String name : Tree.map(object, "data").keySet()) {
                Names.configKey(name)
                        .forEach(problem -> errors.add(FieldError.invalid("data[" + name + "]", name, problem)));
            }
            switch (Tree.text(object, "type")) {
                case "kubernetes.io/tls" -> {
                    for (String name : List.of("tls.crt", "tls.key")) {
                        if (!Tree.has(object, "data", name)) {
                            errors.add(FieldError.required("data[" + name + "]", ""));
                        }
                    }
                }
                case "kubernetes.io/dockerconfigjson" -> {
                    if (!Tree.has(object, "data", ".dockerconfigjson")) {
                        errors.add(FieldError.required("data[.dockerconfigjson]", ""));
                    }
                }
                default -> {}
            }
        }

        @Override
        public void checkUpdate(Map<String, Object> object, Map<String, Object> old, List<FieldError> errors) {
            Checks.immutable(object, old, "type", errors);
            new ForConfigMap().checkUpdate(object, old, errors);
        }
    }

    static final class ForClaim implements Strategy {
        @Override
        public void prepareCreate(Map<String, Object> object, ObjectStore store) {
            Tree.set(object, "Pending", "status", "phase");
            Tree.set(object, List.of("kubernetes.io/pvc-protection"), "metadata", "finalizers");
        }

        @Override
        public void check(Map<String, Object> object, List<FieldError> errors) {
            if (Tree.list(object, "spec", "accessModes").isEmpty()) {
                errors.add(FieldError.required("spec.accessModes", "at least 1 access mode is required"));
            }
            if (!Tree.has(object, "spec", "resources", "requests", "storage")) {
                errors.add(FieldError.required("spec.resources[storage]", ""));
            }
        }

        @Override
        public void checkUpdate(Map<String, Object> object, Map<String, Object> old, List<FieldError> errors) {
            Map<String, Object> now = Tree.copy(Tree.map(object, "spec"));
            Map<String, Object> before = Tree.copy(Tree.map(old, "spec"));
            Tree.remove(now, "resources", "requests");
            Tree.remove(before, "resources", "requests");
            for (String name : List.of("volumeName", "storageClassName")) {
                if (!before.containsKey(name)) {
                    now.remove(name); // a claim is bound, and gets the class that is the default by then
                }
            }
            if (!now.equals(before)) {
                errors.add(FieldError.forbidden(
                        "spec",
                        "spec is immutable after creation except resources.requests and"
                                + " volumeAttributesClassName for bound claims"));
            }
        }
    }

    static final class ForRole implements Strategy {
        @Override
        public List<String> nameProblems(String name) {
            return Names.pathSegment(name);
        }

        @Override
        public void checkUpdate(Map<String, Object> object, Map<String, Object> old, List<FieldError> errors) {
            if (!Objects.equals(object.get("roleRef"), old.get("roleRef"))) {
                Map<String, Object> ref = Tree.map(object, "roleRef");
                errors.add(FieldError.invalid(
                        "roleRef",
                        Tree.of(
                                "APIGroup", Tree.text(ref, "apiGroup"),
                                "Kind", Tree.text(ref, "kind"),
                                "Name", Tree.text(ref, "name")),
                        "cannot change roleRef"));
            }
        }
    }

    static final class ForLimits implements Strategy {
        @Override
        public void preset(Map<String, Object> object) {
            for (Map<String, Object> limit : Tree.maps(object, "spec", "limits")) {
                if (Tree.text(limit, "type").equals("Container")) {
                    Tree.map(limit, "max").forEach((name, most) -> Tree.preset(limit, most, "default", name));
                    Tree.map(limit, "default")
                            .forEach((name, value) -> Tree.preset(limit, value, "defaultRequest", name));
                    Tree.map(limit, "min").forEach((name, least) -> Tree.preset(limit, least, "defaultRequest", name));
                }
            }
        }
    }

    static final class ForBudget implements Strategy {
        @Override
        public void check(Map<String, Object> object, List<FieldError> errors) {
            if (Tree.has(object, "spec", "minAvailable") && Tree.has(object, "spec", "maxUnavailable")) {
                // the fields of the internal type, in its order
                String value = Json.text(Tree.of(
                        "MinAvailable", Tree.get(object, "spec", "minAvailable"),
                        "Selector", Tree.get(object, "spec", "selector"),
                        "MaxUnavailable", Tree.get(object, "spec", "maxUnavailable"),
                        "UnhealthyPodEvictionPolicy", Tree.get(object, "spec", "unhealthyPodEvictionPolicy")));
                errors.add(new FieldError(
                        "FieldValueInvalid",
                        "spec",
                        "Invalid value: " + value + ": minAvailable and maxUnavailable cannot be both set"));
            }
        }
    }
}

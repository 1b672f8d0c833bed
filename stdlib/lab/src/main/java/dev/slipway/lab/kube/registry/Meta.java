package dev.slipway.lab.kube.registry;

import dev.slipway.lab.kube.object.ApiError;
import dev.slipway.lab.kube.object.FieldError;
import dev.slipway.lab.kube.object.GoText;
import dev.slipway.lab.kube.object.Names;
import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.rules.Strategy;
import dev.slipway.lab.kube.schema.ResourceType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** Metadata: what the server sets, and what may be said (kubernetes/apimachinery: pkg/api/validation/objectmeta.go). */
final class Meta {
    private static final String SUFFIX = "bcdfghjklmnpqrstvwxz2456789";
    private static final int ANNOTATIONS = 256 << 10;

    private Meta() {}

    /** A name for a prefix (kubernetes/apiserver: pkg/storage/names/generate.go). */
    static String generate(String prefix) {
        var name = new StringBuilder(prefix.substring(0, Math.min(prefix.length(), 58)));
        for (int i = 0; i < 5; i++) {
            name.append(SUFFIX.charAt(ThreadLocalRandom.current().nextInt(SUFFIX.length())));
        }
        return name.toString();
    }

    /** The namespace of an object is that of its request. */
    static void place(ResourceType type, Map<String, Object> object, String namespace) {
        String given = Tree.text(object, "metadata", "namespace");
        if (type.namespaced() && given.isEmpty()) {
            Tree.set(object, namespace, "metadata", "namespace");
        } else if (!type.namespaced() && !given.isEmpty()) {
            throw ApiError.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        } else if (!given.equals(type.namespaced() ? namespace : "")) {
            throw ApiError.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
    }

    static void check(ResourceType type, Strategy strategy, Map<String, Object> object, List<FieldError> errors) {
        Map<String, Object> meta = Tree.map(object, "metadata");
        String prefix = Tree.text(meta, "generateName");
        String name = Tree.text(meta, "name");
        if (!prefix.isEmpty()) {
            for (String problem : strategy.nameProblems(
                    prefix.endsWith("-") ? prefix.substring(0, prefix.length() - 1) + "a" : prefix)) {
                errors.add(FieldError.invalid("metadata.generateName", prefix, problem));
            }
        }
        if (name.isEmpty()) {
            errors.add(FieldError.required("metadata.name", "name or generateName is required"));
        } else {
            for (String problem : strategy.nameProblems(name)) {
                errors.add(FieldError.invalid("metadata.name", name, problem));
            }
        }
        Names.labels(Tree.map(meta, "labels"), "metadata.labels", errors);
        annotations(Tree.map(meta, "annotations"), errors);
        owners(Tree.maps(meta, "ownerReferences"), errors);
        List<Object> finalizers = Tree.list(meta, "finalizers");
        for (int i = 0; i < finalizers.size(); i++) {
            finalizer(String.valueOf(finalizers.get(i)), "metadata.finalizers[" + i + "]", errors);
        }
    }

    private static void annotations(Map<String, Object> annotations, List<FieldError> errors) {
        long size = 0;
        for (Map.Entry<String, Object> entry : annotations.entrySet()) {
            String name = entry.getKey();
            for (String problem : Names.qualified(name.toLowerCase(java.util.Locale.ROOT))) {
                errors.add(FieldError.invalid("metadata.annotations", name, problem));
            }
            size += name.length() + String.valueOf(entry.getValue()).length();
        }
        if (size > ANNOTATIONS) {
            errors.add(FieldError.tooLong("metadata.annotations", ANNOTATIONS));
        }
    }

    private static void owners(List<Map<String, Object>> owners, List<FieldError> errors) {
        boolean controlled = false;
        for (int i = 0; i < owners.size(); i++) {
            Map<String, Object> owner = owners.get(i);
            String at = "metadata.ownerReferences";
            if (Tree.text(owner, "apiVersion").isEmpty()) {
                errors.add(FieldError.invalid(at + ".apiVersion", "", "version must not be empty"));
            }
            for (String name : List.of("kind", "name", "uid")) {
                if (Tree.text(owner, name).isEmpty()) {
                    errors.add(FieldError.invalid(at + "." + name, "", "must not be empty"));
                }
            }
            if (Tree.truth(owner, "controller")) {
                if (controlled) {
                    errors.add(FieldError.invalid(
                            "metadata.ownerReferences",
                            owners,
                            "Only one reference can have Controller set to true. Found \"true\" in references for "
                                    + Tree.text(owners.get(0), "kind") + "/" + Tree.text(owners.get(0), "name")
                                    + " and "
                                    + Tree.text(owner, "kind") + "/" + Tree.text(owner, "name")));
                }
                controlled = true;
            }
        }
    }

    private static void finalizer(String name, String at, List<FieldError> errors) {
        for (String problem : Names.qualified(name)) {
            errors.add(FieldError.invalid(at, name, problem));
        }
        if (!name.contains("/")
                && !name.equals("orphan")
                && !name.equals("foregroundDeletion")
                && !name.equals("kubernetes")) {
            errors.add(FieldError.invalid(
                    at, name, "name is neither a standard finalizer name nor is it fully qualified"));
        }
    }

    /** Keeps what the server has set before, whatever a change says. */
    static void keep(Map<String, Object> object, Map<String, Object> old) {
        Map<String, Object> meta = Tree.map(object, "metadata");
        Map<String, Object> before = Tree.map(old, "metadata");
        for (String name : List.of("creationTimestamp", "deletionTimestamp", "generation", "selfLink")) {
            Object value = before.get(name);
            if (value == null) {
                meta.remove(name);
            } else {
                meta.put(name, value);
            }
        }
        for (String name : List.of("uid", "deletionGracePeriodSeconds")) {
            if (!Tree.has(meta, name) && Tree.has(before, name)) {
                meta.put(name, Objects.requireNonNull(before.get(name)));
            }
        }
    }

    static void checkUpdate(Map<String, Object> object, Map<String, Object> old, List<FieldError> errors) {
        if (Tree.has(old, "metadata", "deletionTimestamp")) {
            var before = new HashSet<>(Tree.list(old, "metadata", "finalizers"));
            var added = new ArrayList<>(Tree.list(object, "metadata", "finalizers"));
            added.removeIf(before::contains);
            if (!added.isEmpty()) {
                errors.add(FieldError.forbidden(
                        "metadata.finalizers",
                        "no new finalizers can be added if the object is being deleted, found new finalizers []string{"
                                + added.stream()
                                        .map(one -> GoText.quoted(String.valueOf(one)))
                                        .collect(Collectors.joining(", "))
                                + "}"));
            }
        }
        for (String name : List.of(
                "name", "namespace", "uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds")) {
            Object now = Tree.get(object, "metadata", name);
            if (!Objects.equals(now, Tree.get(old, "metadata", name))) {
                errors.add(FieldError.invalid("metadata." + name, now == null ? "" : now, "field is immutable"));
            }
        }
    }
}

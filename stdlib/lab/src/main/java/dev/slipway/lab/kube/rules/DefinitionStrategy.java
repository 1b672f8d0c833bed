package dev.slipway.lab.kube.rules;

import dev.slipway.lab.kube.object.FieldError;
import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.store.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Definitions of custom resources (kubernetes/apiextensions-apiserver: pkg/apis/apiextensions/validation/validation.go). */
final class DefinitionStrategy implements Strategy {
    @Override
    public void preset(Map<String, Object> object) {
        Map<String, Object> names = Tree.map(object, "spec", "names");
        String kind = Tree.text(names, "kind");
        if (!names.isEmpty() && !kind.isEmpty()) {
            Tree.preset(names, kind.toLowerCase(Locale.ROOT), "singular");
            Tree.preset(names, kind + "List", "listKind");
        }
    }

    @Override
    public void prepareCreate(Map<String, Object> object, ObjectStore store) {
        var stored = new ArrayList<Object>();
        for (Map<String, Object> version : Tree.maps(object, "spec", "versions")) {
            if (Tree.truth(version, "storage")) {
                stored.add(Tree.text(version, "name"));
            }
        }
        Tree.set(object, stored, "status", "storedVersions");
        var finalizers = new ArrayList<>(Tree.list(object, "metadata", "finalizers"));
        if (!finalizers.isEmpty()) {
            Tree.set(object, finalizers, "metadata", "finalizers");
        }
    }

    @Override
    public void check(Map<String, Object> object, List<FieldError> errors) {
        Map<String, Object> spec = Tree.map(object, "spec");
        String wanted = Tree.text(spec, "names", "plural") + "." + Tree.text(spec, "group");
        String name = Tree.text(object, "metadata", "name");
        if (!name.equals(wanted)) {
            errors.add(FieldError.invalid("metadata.name", name, "must be spec.names.plural+\".\"+spec.group"));
        }
        if (Tree.text(spec, "group").isEmpty()) {
            errors.add(FieldError.required("spec.group", ""));
        }
        Checks.oneOf(spec, "scope", "spec", errors, "Cluster", "Namespaced");
        List<Map<String, Object>> versions = Tree.maps(spec, "versions");
        long stored =
                versions.stream().filter(one -> Tree.truth(one, "storage")).count();
        if (stored != 1) {
            errors.add(FieldError.invalid(
                    "spec.versions",
                    Tree.list(spec, "versions"),
                    "must have exactly one version marked as storage version"));
        }
        for (int i = 0; i < versions.size(); i++) {
            if (!Tree.has(versions.get(i), "schema", "openAPIV3Schema")) {
                errors.add(
                        FieldError.required("spec.versions[" + i + "].schema.openAPIV3Schema", "schemas are required"));
            }
        }
    }

    @Override
    public void checkUpdate(Map<String, Object> object, Map<String, Object> old, List<FieldError> errors) {
        for (String path : List.of("spec.group", "spec.scope", "spec.names.kind", "spec.names.plural")) {
            Checks.immutable(object, old, path, errors);
        }
    }
}

package dev.slipway.lab.kube.control;

import dev.slipway.lab.kube.custom.Structure;
import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.registry.Cluster;
import dev.slipway.lab.kube.registry.Objects;
import dev.slipway.lab.kube.registry.WriteOptions;
import dev.slipway.lab.kube.schema.ResourceType;
import dev.slipway.lab.kube.schema.ResourceType.Column;
import dev.slipway.lab.kube.store.StoreEvent;
import dev.slipway.lab.kube.store.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Serves custom resources while their definitions are there (kubernetes/apiextensions-apiserver:
 * pkg/controller/status/naming_controller.go, pkg/controller/establish).
 */
final class Definitions {
    static final String KEY = "apiextensions.k8s.io/customresourcedefinitions";
    private static final List<String> VERBS =
            List.of("delete", "deletecollection", "get", "list", "patch", "create", "update", "watch");

    private final Cluster cluster;
    private final Objects objects;
    private final ResourceType type;

    Definitions(Cluster cluster) {
        this.cluster = cluster;
        this.objects = new Objects(cluster);
        this.type = cluster.catalogue()
                .find("apiextensions.k8s.io", "v1", "customresourcedefinitions")
                .orElseThrow();
    }

    /** Serves or withdraws at once what an event is about. */
    void hear(StoreEvent event) {
        if (event.resource().equals(KEY)) {
            Map<String, Object> definition = event.after().object();
            cluster.catalogue().withdraw(Tree.text(definition, "spec", "group"), plural(definition));
            if (!event.deleted()) {
                serve(definition);
            }
        }
    }

    private static String plural(Map<String, Object> definition) {
        return Tree.text(definition, "spec", "names", "plural");
    }

    /** Accepts the names of a definition, after which it is established. */
    void settle(String key) {
        synchronized (cluster.store()) {
            Stored stored = cluster.store().get(KEY, key).orElse(null);
            if (stored == null) {
                return;
            } else if (Tree.has(stored.object(), "metadata", "deletionTimestamp")) {
                end(stored);
            } else if (Tree.list(stored.object(), "status", "conditions").isEmpty()
                    || !Tree.map(stored.object(), "spec", "names")
                            .equals(Tree.map(stored.object(), "status", "acceptedNames"))) {
                establish(stored);
            }
        }
    }

    private void establish(Stored stored) {
        Map<String, Object> definition = Tree.copy(stored.object());
        String now = cluster.now();
        Map<String, Object> names = Tree.copy(Tree.map(definition, "spec", "names"));
        Tree.set(
                definition,
                List.of(
                        condition("NamesAccepted", "NoConflicts", "no conflicts found", now),
                        condition("Established", "InitialNamesAccepted", "the initial names have been accepted", now)),
                "status",
                "conditions");
        Tree.set(definition, names, "status", "acceptedNames");
        var options = WriteOptions.by("kube-apiserver");
        objects.fields(type, "status").update(stored.object(), definition, options.manager(), now);
        objects.update(type, stored, definition, "status", options);
    }

    private static Map<String, Object> condition(String type, String reason, String message, String now) {
        return Tree.of("type", type, "status", "True", "lastTransitionTime", now, "reason", reason, "message", message);
    }

    /** A definition that is deleted takes its objects with it. */
    private void end(Stored stored) {
        Map<String, Object> definition = stored.object();
        String resource = Tree.text(definition, "spec", "group") + "/" + plural(definition);
        boolean left = false;
        for (Stored object : cluster.store().list(resource, "")) {
            if (Tree.list(object.object(), "metadata", "finalizers").isEmpty()) {
                cluster.store().remove(resource, object);
            } else {
                left = true;
                if (!Tree.has(object.object(), "metadata", "deletionTimestamp")) {
                    Map<String, Object> marked = Tree.copy(object.object());
                    Tree.set(marked, cluster.now(), "metadata", "deletionTimestamp");
                    Tree.set(marked, 0L, "metadata", "deletionGracePeriodSeconds");
                    cluster.store().put(resource, object.key(), marked);
                }
            }
        }
        var finalizers = new ArrayList<>(Tree.list(definition, "metadata", "finalizers"));
        if (left || !finalizers.remove("customresourcecleanup.apiextensions.k8s.io")) {
            return;
        }
        if (finalizers.isEmpty()) {
            cluster.store().remove(KEY, stored);
        } else {
            Map<String, Object> changed = Tree.copy(definition);
            Tree.set(changed, finalizers, "metadata", "finalizers");
            cluster.store().put(KEY, stored.key(), changed);
        }
    }

    private void serve(Map<String, Object> definition) {
        boolean established = Tree.maps(definition, "status", "conditions").stream()
                .anyMatch(one -> Tree.text(one, "type").equals("Established")
                        && Tree.text(one, "status").equals("True"));
        if (!established) {
            return;
        }
        for (Map<String, Object> version : Tree.maps(definition, "spec", "versions")) {
            if (Tree.truth(version, "served")) {
                cluster.catalogue().serve(resource(definition, version));
            }
        }
    }

    private ResourceType resource(Map<String, Object> definition, Map<String, Object> version) {
        Map<String, Object> names = Tree.map(definition, "spec", "names");
        Map<String, Object> openApi = Tree.copy(Tree.map(version, "schema", "openAPIV3Schema"));
        var subresources = new ArrayList<String>();
        if (Tree.has(version, "subresources", "status")) {
            subresources.add("status");
        }
        if (Tree.has(version, "subresources", "scale")) {
            subresources.add("scale");
            openApi.put("x-scale", Tree.map(version, "subresources", "scale"));
        }
        var columns = new ArrayList<Column>();
        for (Map<String, Object> column : Tree.maps(version, "additionalPrinterColumns")) {
            columns.add(new Column(
                    Tree.text(column, "name"),
                    Tree.text(column, "type"),
                    Tree.text(column, "format"),
                    Tree.text(column, "jsonPath"),
                    (int) Tree.number(column, 0, "priority")));
        }
        if (Tree.list(version, "additionalPrinterColumns").isEmpty()) {
            columns.add(new Column("Age", "date", "", ".metadata.creationTimestamp", 0));
        }
        return new ResourceType(
                Tree.text(definition, "spec", "group"),
                Tree.text(version, "name"),
                plural(definition),
                Tree.text(names, "singular"),
                Tree.text(names, "kind"),
                Tree.text(definition, "spec", "scope").equals("Namespaced"),
                VERBS,
                texts(names, "shortNames"),
                texts(names, "categories"),
                subresources,
                Structure.of(openApi, cluster.catalogue().types()),
                true,
                columns,
                openApi);
    }

    private static List<String> texts(Map<String, Object> from, String name) {
        return Tree.list(from, name).stream().map(String::valueOf).toList();
    }
}

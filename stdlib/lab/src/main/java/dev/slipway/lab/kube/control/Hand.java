package dev.slipway.lab.kube.control;

import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.registry.Cluster;
import dev.slipway.lab.kube.registry.DeleteOptions;
import dev.slipway.lab.kube.registry.Deletion;
import dev.slipway.lab.kube.registry.Objects;
import dev.slipway.lab.kube.registry.WriteOptions;
import dev.slipway.lab.kube.schema.Decoder;
import dev.slipway.lab.kube.schema.ResourceType;
import dev.slipway.lab.kube.store.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What a controller does to objects, under its own name as their manager. The caller holds the store's lock. */
final class Hand {
    private final Cluster cluster;
    private final Objects objects;
    private final Deletion deletion;
    private final String manager;

    Hand(Cluster cluster, String manager) {
        this.cluster = cluster;
        this.objects = new Objects(cluster);
        this.deletion = new Deletion(cluster);
        this.manager = manager;
    }

    ResourceType type(String resource) {
        return cluster.catalogue().all().stream()
                .filter(type -> type.key().equals(resource))
                .findFirst()
                .orElseThrow();
    }

    Optional<Stored> get(String resource, String key) {
        return cluster.store().get(resource, key);
    }

    List<Stored> list(String resource, String namespace) {
        return cluster.store().list(resource, namespace);
    }

    /** The objects of a namespace that an owner controls. */
    List<Stored> owned(String resource, Stored owner) {
        String uid = Tree.text(owner.object(), "metadata", "uid");
        return list(resource, owner.namespace()).stream()
                .filter(stored -> Tree.maps(stored.object(), "metadata", "ownerReferences").stream()
                        .anyMatch(one -> Tree.text(one, "uid").equals(uid) && Tree.truth(one, "controller")))
                .toList();
    }

    /** The reference of a dependent to its controller. */
    static List<Object> owner(Stored owner) {
        Map<String, Object> object = owner.object();
        return List.of(Tree.of(
                "apiVersion", Tree.text(object, "apiVersion"),
                "kind", Tree.text(object, "kind"),
                "name", owner.name(),
                "uid", Tree.text(object, "metadata", "uid"),
                "controller", true,
                "blockOwnerDeletion", true));
    }

    void create(String resource, String namespace, Map<String, Object> object) {
        ResourceType type = type(resource);
        object.put("kind", type.kind());
        object.put("apiVersion", type.apiVersion());
        Map<String, Object> whole = Decoder.read(type.schema(), Tree.copy(object), new ArrayList<>());
        objects.preset(type, whole);
        objects.create(type, namespace, whole, WriteOptions.by(manager));
    }

    void change(String resource, Stored stored, Consumer<Map<String, Object>> change) {
        write(resource, stored, "", change);
    }

    void status(String resource, Stored stored, Consumer<Map<String, Object>> change) {
        write(resource, stored, "status", change);
    }

    private void write(String resource, Stored stored, String subresource, Consumer<Map<String, Object>> change) {
        Map<String, Object> object = Tree.copy(stored.object());
        change.accept(object);
        if (!object.equals(stored.object())) {
            ResourceType type = type(resource);
            Map<String, Object> whole = Decoder.read(type.schema(), object, new ArrayList<>());
            objects.fields(type, subresource).update(stored.object(), whole, manager, cluster.now());
            objects.update(type, stored, whole, subresource, WriteOptions.by(manager));
        }
    }

    void delete(String resource, Stored stored) {
        deletion.delete(type(resource), stored, DeleteOptions.PLAIN);
    }

    void deleteNow(String resource, Stored stored) {
        deletion.delete(type(resource), stored, DeleteOptions.PLAIN.immediately());
    }

    String now() {
        return cluster.now();
    }

    /** Sets a condition; its time changes with its status only. */
    void condition(Map<String, Object> object, String type, boolean holds, String reason, String message) {
        var conditions = new ArrayList<Object>();
        String status = holds ? "True" : "False";
        String since = now();
        for (Map<String, Object> old : Tree.maps(object, "status", "conditions")) {
            if (!Tree.text(old, "type").equals(type)) {
                conditions.add(old);
            } else if (Tree.text(old, "status").equals(status)) {
                since = Tree.text(old, "lastTransitionTime");
            }
        }
        Map<String, Object> condition = Tree.of("type", type, "status", status, "lastTransitionTime", since);
        if (!reason.isEmpty()) {
            condition.put("reason", reason);
            condition.put("message", message);
        }
        conditions.add(condition);
        Tree.set(object, conditions, "status", "conditions");
    }
}

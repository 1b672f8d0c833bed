package dev.slipway.lab.kube.control;

import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.registry.Cluster;
import dev.slipway.lab.kube.registry.DeleteOptions;
import dev.slipway.lab.kube.registry.Deletion;
import dev.slipway.lab.kube.schema.ResourceType;
import dev.slipway.lab.kube.store.StoreEvent;
import dev.slipway.lab.kube.store.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Deletes what has lost its owners, or frees it, as the deletion of its owner wants (kubernetes/kubernetes:
 * pkg/controller/garbagecollector/garbagecollector.go).
 */
final class Collector {
    private static final String FOREGROUND = "foregroundDeletion";
    private static final String ORPHAN = "orphan";

    private final Cluster cluster;
    private final Deletion deletion;
    /** The dependents of each owner by its uid, as {@code resource key}. */
    private final Map<String, Set<String>> dependents = new ConcurrentHashMap<>();

    Collector(Cluster cluster) {
        this.cluster = cluster;
        this.deletion = new Deletion(cluster);
    }

    /** Notes whose dependent an object is, and says by which name it is to be looked at, if it is. */
    Optional<String> hear(StoreEvent event) {
        Map<String, Object> object = event.after().object();
        String name = event.resource() + " " + event.after().key();
        for (Map<String, Object> owner : Tree.maps(object, "metadata", "ownerReferences")) {
            Set<String> of = dependents.computeIfAbsent(Tree.text(owner, "uid"), uid -> ConcurrentHashMap.newKeySet());
            if (event.deleted()) {
                of.remove(name);
            } else {
                of.add(name);
            }
        }
        List<Object> finalizers = Tree.list(object, "metadata", "finalizers");
        boolean waits = Tree.has(object, "metadata", "deletionTimestamp")
                && (finalizers.contains(FOREGROUND) || finalizers.contains(ORPHAN));
        if (event.deleted()) {
            return Optional.of("gone " + Tree.text(object, "metadata", "uid") + " " + owners(object));
        }
        return waits ? Optional.of("ends " + name) : Optional.empty();
    }

    private static String owners(Map<String, Object> object) {
        var uids = new ArrayList<String>();
        Tree.maps(object, "metadata", "ownerReferences").forEach(owner -> uids.add(Tree.text(owner, "uid")));
        return String.join(",", uids);
    }

    void look(String what) {
        String[] part = what.split(" ", 3);
        synchronized (cluster.store()) {
            if (part[0].equals("gone")) {
                collect(part[1]);
                for (String owner : part[2].split(",", -1)) {
                    finish(owner);
                }
            } else {
                cluster.store().get(part[1], part[2]).ifPresent(stored -> end(part[1], stored));
            }
        }
    }

    private List<String> of(String uid) {
        return List.copyOf(dependents.getOrDefault(uid, Set.of()));
    }

    private Optional<Stored> find(String name) {
        int space = name.indexOf(' ');
        return cluster.store().get(name.substring(0, space), name.substring(space + 1));
    }

    /** Deletes the dependents of an owner that is gone, unless they have others. */
    private void collect(String uid) {
        for (String name : of(uid)) {
            find(name).ifPresent(stored -> {
                Map<String, Object> object = stored.object();
                var left = new ArrayList<Object>();
                for (Map<String, Object> owner : Tree.maps(object, "metadata", "ownerReferences")) {
                    if (!Tree.text(owner, "uid").equals(uid) && isThere(Tree.text(owner, "uid"), stored)) {
                        left.add(owner);
                    }
                }
                boolean ours = Tree.maps(object, "metadata", "ownerReferences").stream()
                        .anyMatch(owner -> Tree.text(owner, "uid").equals(uid));
                if (ours && left.isEmpty()) {
                    delete(name, stored, "Background");
                } else if (ours) {
                    release(name, stored, left);
                }
            });
        }
        dependents.remove(uid);
    }

    private boolean isThere(String uid, Stored dependent) {
        for (String resource : cluster.store().resources()) {
            for (Stored stored : cluster.store().list(resource, "")) {
                if (Tree.text(stored.object(), "metadata", "uid").equals(uid)
                        && (stored.namespace().isEmpty() || stored.namespace().equals(dependent.namespace()))) {
                    return true;
                }
            }
        }
        return false;
    }

    private void release(String name, Stored stored, List<Object> owners) {
        Map<String, Object> object = Tree.copy(stored.object());
        if (owners.isEmpty()) {
            Tree.remove(object, "metadata", "ownerReferences");
        } else {
            Tree.set(object, owners, "metadata", "ownerReferences");
        }
        cluster.store().put(name.substring(0, name.indexOf(' ')), stored.key(), object);
    }

    private void delete(String name, Stored stored, String propagation) {
        String resource = name.substring(0, name.indexOf(' '));
        if (Tree.has(stored.object(), "metadata", "deletionTimestamp")) {
            return;
        }
        Optional<ResourceType> type = cluster.catalogue().all().stream()
                .filter(one -> one.key().equals(resource))
                .findFirst();
        type.ifPresent(
                one -> deletion.delete(one, stored, new DeleteOptions(Optional.empty(), propagation, "", "", false)));
    }

    /** An owner that waits for its dependents, or for their release. */
    private void end(String resource, Stored owner) {
        List<Object> finalizers = Tree.list(owner.object(), "metadata", "finalizers");
        String uid = Tree.text(owner.object(), "metadata", "uid");
        if (finalizers.contains(ORPHAN)) {
            for (String name : of(uid)) {
                find(name).ifPresent(stored -> {
                    var left = new ArrayList<Object>(Tree.maps(stored.object(), "metadata", "ownerReferences"));
                    left.removeIf(reference -> Tree.text(reference, "uid").equals(uid));
                    release(name, stored, left);
                });
            }
            dependents.remove(uid);
            done(resource, owner, ORPHAN);
        } else if (finalizers.contains(FOREGROUND)) {
            boolean blocked = false;
            for (String name : of(uid)) {
                Optional<Stored> dependent = find(name);
                if (dependent.isPresent()) {
                    blocked |= Tree.maps(dependent.get().object(), "metadata", "ownerReferences").stream()
                            .anyMatch(
                                    one -> Tree.text(one, "uid").equals(uid) && Tree.truth(one, "blockOwnerDeletion"));
                    delete(name, dependent.get(), "Foreground");
                }
            }
            if (!blocked || of(uid).isEmpty()) {
                done(resource, owner, FOREGROUND);
            }
        }
    }

    /** An owner whose last blocking dependent has gone goes too. */
    private void finish(String uid) {
        if (uid.isEmpty()) {
            return;
        }
        for (String resource : cluster.store().resources()) {
            for (Stored stored : cluster.store().list(resource, "")) {
                if (Tree.text(stored.object(), "metadata", "uid").equals(uid)
                        && Tree.has(stored.object(), "metadata", "deletionTimestamp")) {
                    end(resource, stored);
                    return;
                }
            }
        }
    }

    private void done(String resource, Stored owner, String finalizer) {
        var left = new ArrayList<>(Tree.list(owner.object(), "metadata", "finalizers"));
        left.remove(finalizer);
        if (left.isEmpty()) {
            cluster.store().remove(resource, owner);
            return;
        }
        Map<String, Object> object = Tree.copy(owner.object());
        Tree.set(object, left, "metadata", "finalizers");
        cluster.store().put(resource, owner.key(), object);
    }
}

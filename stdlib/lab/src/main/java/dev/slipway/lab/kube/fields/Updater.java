package dev.slipway.lab.kube.fields;

import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.schema.Schema;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Computes who manages which field after a change (kubernetes-sigs/structured-merge-diff: merge/update.go). */
final class Updater {
    private final Schema schema;
    private final FieldSet reset;

    /**
     * An updater of objects of a type.
     *
     * @param reset the fields that this kind of request does not change, whatever it says
     */
    Updater(Schema schema, FieldSet reset) {
        this.schema = schema;
        this.reset = reset;
    }

    /** Conflicts, by manager. */
    static final class Conflicts extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Map<FieldOwner, FieldSet> by;

        Conflicts(Map<FieldOwner, FieldSet> by) {
            super("conflicts");
            this.by = by;
        }

        Map<FieldOwner, FieldSet> by() {
            return by;
        }
    }

    void update(
            Map<String, Object> live,
            Map<String, Object> changed,
            OwnedFields managers,
            FieldOwner self,
            String version) {
        Comparison comparison = Comparison.of(schema, live, changed).without(reset);
        try {
            take(comparison, managers, self, true);
        } catch (Conflicts e) {
            throw new IllegalStateException(e);
        }
        OwnedFields.Share before = managers.shares().get(self);
        FieldSet own = (before == null ? FieldSet.none() : before.fields())
                .difference(comparison.removed)
                .union(comparison.modified)
                .union(comparison.added)
                .without(reset);
        if (own.isEmpty()) {
            managers.shares().remove(self);
        } else {
            managers.shares().put(self, new OwnedFields.Share(own, version, before == null ? "" : before.time()));
        }
    }

    /** The object that a configuration makes of a live one, or null where it stays as it is. */
    @Nullable
    Map<String, Object> apply(
            Map<String, Object> live,
            Map<String, Object> config,
            OwnedFields managers,
            FieldOwner self,
            String version,
            boolean force)
            throws Conflicts {
        Object merged = Merge.of(schema, live, config);
        OwnedFields.Share last = managers.shares().get(self);
        FieldSet own = Typed.fields(schema, config).without(reset);
        managers.shares().put(self, new OwnedFields.Share(own, version, last == null ? "" : last.time()));
        Map<String, Object> pruned = Tree.map(merged);
        if (last != null && !last.fields().isEmpty()) {
            pruned = prune(pruned, managers, last.fields());
        }
        take(Comparison.of(schema, live, pruned).without(reset), managers, self, force);
        return pruned.equals(live) ? null : pruned;
    }

    /** Takes the fields that a change touches from everyone else. */
    private static void take(Comparison comparison, OwnedFields managers, FieldOwner self, boolean force)
            throws Conflicts {
        var conflicts = new TreeMap<FieldOwner, FieldSet>();
        FieldSet touched = comparison.modified.union(comparison.added);
        managers.shares().forEach((id, share) -> {
            FieldSet conflict = share.fields().intersection(touched);
            if (!id.equals(self) && !conflict.isEmpty()) {
                conflicts.put(id, conflict);
            }
        });
        if (!force && !conflicts.isEmpty()) {
            throw new Conflicts(conflicts);
        }
        managers.shares()
                .replaceAll((id, share) -> id.equals(self)
                        ? share
                        : share.with(share.fields().difference(touched).difference(comparison.removed)));
        managers.shares().values().removeIf(share -> share.fields().isEmpty());
    }

    /** Removes what the manager applied last time and does not now, unless it is someone else's as well. */
    private Map<String, Object> prune(Map<String, Object> merged, OwnedFields managers, FieldSet last) {
        FieldSet before = last.withNamedParents(schema);
        Map<String, Object> pruned = Tree.map(Typed.without(schema, merged, before));
        FieldSet managed = FieldSet.none();
        for (OwnedFields.Share share : managers.shares().values()) {
            managed = managed.union(share.fields());
        }
        FieldSet all = Typed.fields(schema, merged).withNamedParents(schema);
        FieldSet left = Typed.fields(schema, pruned).withNamedParents(schema);
        FieldSet owned = left.union(managed.withNamedParents(schema));
        pruned = Tree.map(Typed.without(schema, merged, all.difference(owned)));
        left = Typed.fields(schema, pruned).withNamedParents(schema);
        return Tree.map(Typed.without(schema, merged, all.difference(left).intersection(before)));
    }
}

package dev.slipway.lab.kube.fields;

import dev.slipway.lab.Json;
import dev.slipway.lab.kube.object.ApiError;
import dev.slipway.lab.kube.object.GoText;
import dev.slipway.lab.kube.object.JsonReader;
import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keeps {@code metadata.managedFields} for one kind of request (kubernetes/apimachinery:
 * pkg/util/managedfields/internal, the chain that NewDefaultFieldManager builds).
 */
public final class FieldOwnership {
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
    private static final FieldOwner SELF = new FieldOwner("current-operation", false, "", "");
    private static final int UPDATERS = 10;
    private static final FieldSet STRIPPED = FieldSet.of(
            "apiVersion",
            "kind",
            "metadata",
            "metadata/name",
            "metadata/namespace",
            "metadata/creationTimestamp",
            "metadata/selfLink",
            "metadata/uid",
            "metadata/clusterName",
            "metadata/generation",
            "metadata/managedFields",
            "metadata/resourceVersion");

    private final Schema schema;
    private final Updater updater;
    private final String apiVersion;
    private final String kind;
    private final String subresource;
    private final Map<String, Object> blank;

    /**
     * A manager of the fields that requests to a resource, or to one of its subresources, may change.
     *
     * @param blank an object of the kind that says nothing
     */
    public FieldOwnership(Schema schema, FieldSet reset, Map<String, Object> blank, String subresource) {
        this.schema = schema;
        this.updater = new Updater(schema, reset);
        this.apiVersion = Tree.text(blank, "apiVersion");
        this.kind = Tree.text(blank, "kind");
        this.subresource = subresource;
        this.blank = blank;
    }

    /** Notes in a changed object who has changed what. */
    public void update(Map<String, Object> live, Map<String, Object> changed, String manager, String time) {
        OwnedFields managers = managersOf(live, changed);
        Tree.remove(changed, "metadata", "managedFields");
        if (managers.shares().isEmpty() && Tree.has(live, "metadata", "uid")) {
            managers.store(changed); // not tracked until it is applied
            return;
        }
        try {
            track(bare(live), changed, managers, new FieldOwner(manager, false, apiVersion, subresource), time);
            managers.store(changed);
        } catch (SchemaProblem e) {
            // an object that does not fit its type is not tracked (internal/fieldmanager.go, UpdateNoErrors)
            Tree.remove(changed, "metadata", "managedFields");
        }
    }

    private void track(
            Map<String, Object> live, Map<String, Object> changed, OwnedFields managers, FieldOwner who, String time) {
        updater.update(live, changed, managers, SELF, apiVersion);
        OwnedFields.Share own = managers.shares().remove(SELF);
        if (own != null) {
            own = own.with(own.fields().difference(STRIPPED));
        }
        if (own != null && !own.fields().isEmpty()) {
            OwnedFields.Share before = managers.shares().get(who);
            FieldSet all = before == null ? own.fields() : own.fields().union(before.fields());
            managers.shares().put(who, new OwnedFields.Share(all, apiVersion, time));
        }
        cap(managers);
    }

    /** Merges the oldest of too many updaters (internal/capmanagers.go). */
    private static void cap(OwnedFields managers) {
        var updaters = new ArrayList<FieldOwner>();
        managers.shares().keySet().stream().filter(id -> !id.applies()).forEach(updaters::add);
        updaters.sort(java.util.Comparator.<FieldOwner, String>comparing(
                        id -> share(managers, id).time())
                .thenComparing(id -> id));
        var first = new TreeMap<String, FieldOwner>();
        int left = updaters.size();
        for (FieldOwner id : updaters) {
            if (left <= UPDATERS) {
                return;
            }
            OwnedFields.Share share = share(managers, id);
            var bucket = new FieldOwner("ancient-changes", false, share.apiVersion(), "");
            FieldOwner before = first.putIfAbsent(share.apiVersion(), id);
            if (before != null) {
                OwnedFields.Share old = managers.shares().get(bucket);
                if (old == null) {
                    old = share(managers, before);
                    managers.shares().remove(before);
                }
                managers.shares().remove(id);
                managers.shares().put(bucket, share.with(share.fields().union(old.fields())));
                left--;
            }
        }
    }

    private static OwnedFields.Share share(OwnedFields managers, FieldOwner id) {
        OwnedFields.Share share = managers.shares().get(id);
        if (share == null) {
            throw new IllegalStateException("no share of " + id.shown());
        }
        return share;
    }

    /** A request may say who manages what, an empty list resets it, and a subresource has no say. */
    private OwnedFields managersOf(Map<String, Object> live, Map<String, Object> changed) {
        Object given = Tree.get(changed, "metadata", "managedFields");
        List<Object> entries = Tree.list(given);
        if (subresource.isEmpty() && given != null) {
            boolean reset = entries.isEmpty()
                    || (entries.size() == 1 && Tree.map(entries.get(0)).isEmpty());
            if (reset) {
                return new OwnedFields();
            }
            try {
                return OwnedFields.of(changed);
            } catch (IllegalArgumentException e) {
                return readable(live);
            }
        }
        return readable(live);
    }

    private static OwnedFields readable(Map<String, Object> object) {
        try {
            return OwnedFields.of(object);
        } catch (IllegalArgumentException e) {
            return new OwnedFields();
        }
    }

    /** The object that an applied configuration makes of a live one. */
    public Map<String, Object> apply(
            Map<String, Object> live, Map<String, Object> config, String manager, boolean force, String time) {
        check(config);
        Map<String, Object> base = bare(live);
        var id = new FieldOwner(manager, true, "", subresource);
        OwnedFields before = OwnedFields.of(live);
        if (before.shares().isEmpty()) {
            var old = new FieldOwner("before-first-apply", false, apiVersion, subresource);
            track(blank, base, before, old, time);
        }
        var managers = new OwnedFields(before);
        Map<String, Object> merged;
        try {
            merged = updater.apply(base, config, managers, id, apiVersion, force);
        } catch (Updater.Conflicts e) {
            Map<FieldOwner, FieldSet> conflicts = manager.equals("kubectl") ? notLastApplied(base, e.by()) : e.by();
            if (!conflicts.isEmpty()) {
                throw refused(conflicts);
            }
            managers = new OwnedFields(before);
            try {
                merged = updater.apply(base, config, managers, id, apiVersion, true);
            } catch (Updater.Conflicts impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        OwnedFields.Share own = share(managers, id);
        FieldSet fields = own.fields().difference(STRIPPED);
        if (fields.isEmpty()) {
            managers.shares().remove(id);
        } else {
            managers.shares().put(id, new OwnedFields.Share(fields, apiVersion, merged == null ? own.time() : time));
        }
        Map<String, Object> result = Tree.copy(merged == null ? base : merged);
        if (manager.equals("kubectl") && Tree.has(result, "metadata", "annotations", LAST_APPLIED)) {
            Map<String, Object> last = Tree.copy(config);
            Tree.remove(last, "metadata", "annotations", LAST_APPLIED);
            Tree.set(result, Json.text(GoText.sorted(last)) + "\n", "metadata", "annotations", LAST_APPLIED);
        }
        managers.store(result);
        return result;
    }

    private void check(Map<String, Object> config) {
        String version = Tree.text(config, "apiVersion");
        if (!version.equals(apiVersion) || !Tree.text(config, "kind").equals(kind)) {
            throw ApiError.badRequest(
                    "invalid object type: " + grouped(version) + ", Kind=" + Tree.text(config, "kind"));
        } else if (Tree.get(config, "metadata") instanceof Map<?, ?> meta && meta.get("managedFields") != null) {
            throw ApiError.badRequest("metadata.managedFields must be nil");
        }
        List<String> problems = Fitness.problems(schema, config);
        if (!problems.isEmpty()) {
            String named = Tree.text(config, "metadata", "namespace") + "/" + Tree.text(config, "metadata", "name");
            String all = problems.size() == 1
                    ? problems.get(0)
                    : "errors:\n"
                            + String.join(
                                    "\n",
                                    problems.stream().map(text -> "  " + text).toList());
            throw new ApiError(
                    500,
                    "",
                    "failed to create typed patch object (" + named + "; " + grouped(apiVersion) + ", Kind=" + kind
                            + "): " + all,
                    Tree.of("none", true));
        }
    }

    /** A version with its group, which is empty for the core. */
    private static String grouped(String version) {
        return version.contains("/") ? version : "/" + version;
    }

    /** The conflicts that remain when what kubectl applied by itself before is its own (internal/lastappliedmanager.go). */
    private Map<FieldOwner, FieldSet> notLastApplied(Map<String, Object> live, Map<FieldOwner, FieldSet> conflicts) {
        try {
            Object last = JsonReader.read(Tree.text(live, "metadata", "annotations", LAST_APPLIED));
            Map<String, Object> applied = Tree.map(last);
            if (!Tree.text(applied, "apiVersion").equals(apiVersion)) {
                return conflicts;
            }
            Comparison comparison = Comparison.of(schema, applied, live);
            FieldSet allowed = Typed.fields(schema, applied)
                    .difference(comparison.modified)
                    .difference(comparison.added)
                    .difference(comparison.removed);
            var left = new TreeMap<FieldOwner, FieldSet>();
            conflicts.forEach((id, fields) -> {
                FieldSet rest = fields.difference(allowed);
                if (!rest.isEmpty()) {
                    left.put(id, rest);
                }
            });
            return left;
        } catch (JsonReader.Malformed e) {
            return conflicts;
        }
    }

    /** internal/conflict.go, NewConflictError. */
    private static ApiError refused(Map<FieldOwner, FieldSet> conflicts) {
        var causes = new ArrayList<Object>();
        var lines = new ArrayList<String>();
        conflicts.forEach((id, fields) -> {
            lines.add("conflicts with " + id.shown() + ":");
            for (List<Element> path : fields.paths()) {
                lines.add("- " + FieldSet.shown(path));
                causes.add(Tree.of(
                        "reason",
                        "FieldManagerConflict",
                        "message",
                        "conflict with " + id.shown(),
                        "field",
                        FieldSet.shown(path)));
            }
        });
        String text = causes.size() == 1
                ? "Apply failed with 1 conflict: conflict with "
                        + Tree.text(causes.get(0), "message").substring("conflict with ".length()) + ": "
                        + Tree.text(causes.get(0), "field")
                : "Apply failed with " + causes.size() + " conflicts: " + String.join("\n", lines);
        return new ApiError(409, "Conflict", text, Tree.of("causes", causes));
    }

    private static Map<String, Object> bare(Map<String, Object> object) {
        Map<String, Object> bare = Tree.copy(object);
        Tree.remove(bare, "metadata", "managedFields");
        return bare;
    }
}

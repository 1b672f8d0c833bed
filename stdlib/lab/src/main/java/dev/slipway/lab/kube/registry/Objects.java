package dev.slipway.lab.kube.registry;

import dev.slipway.lab.kube.custom.CustomObjects;
import dev.slipway.lab.kube.custom.SchemaChecks;
import dev.slipway.lab.kube.fields.FieldOwnership;
import dev.slipway.lab.kube.object.ApiError;
import dev.slipway.lab.kube.object.FieldError;
import dev.slipway.lab.kube.object.GroupName;
import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.rules.KindFacts;
import dev.slipway.lab.kube.rules.Strategies;
import dev.slipway.lab.kube.rules.Strategy;
import dev.slipway.lab.kube.schema.Decoder;
import dev.slipway.lab.kube.schema.ResourceType;
import dev.slipway.lab.kube.store.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Creates and changes objects (kubernetes/apiserver: pkg/registry/rest/create.go, update.go, pkg/registry/generic/registry/store.go). */
public final class Objects {
    private final Cluster cluster;

    public Objects(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Sets what a kind has where nothing is given. */
    public void preset(ResourceType type, Map<String, Object> object) {
        if (type.custom()) {
            CustomObjects.preset(type.openApi(), object);
        } else {
            cluster.defaults().apply(type.apiVersion(), type.kind(), object);
            Strategies.of(type).preset(object);
        }
    }

    /** The object that a request of this kind starts from where there is none. */
    public Map<String, Object> blank(ResourceType type) {
        Map<String, Object> blank = Tree.of("kind", type.kind(), "apiVersion", type.apiVersion());
        return type.custom() ? blank : Decoder.read(type.schema(), blank, new ArrayList<>());
    }

    public FieldOwnership fields(ResourceType type, String subresource) {
        return new FieldOwnership(type.schema(), ResetFields.of(type, subresource), blank(type), subresource);
    }

    /** Creates an object with its defaults set. The caller holds the store's lock. */
    public Map<String, Object> create(
            ResourceType type, String namespace, Map<String, Object> object, WriteOptions options) {
        Meta.place(type, object, namespace);
        fields(type, "").update(blank(type), object, options.manager(), cluster.now());
        return insert(type, namespace, object, options);
    }

    /** The same of an object whose managed fields are known already. */
    public Map<String, Object> insert(
            ResourceType type, String namespace, Map<String, Object> object, WriteOptions options) {
        Map<String, Object> meta = Tree.map(object, "metadata");
        if (type.namespaced() && !type.key().equals("/namespaces")) {
            checkNamespace(type, namespace, object);
        }
        Meta.place(type, object, namespace);
        for (String name : List.of(
                "deletionTimestamp", "deletionGracePeriodSeconds", "selfLink", "generation", "resourceVersion")) {
            meta.remove(name);
        }
        Strategy strategy = Strategies.of(type);
        boolean generated = Tree.text(meta, "name").isEmpty() && Tree.has(meta, "generateName");
        if (generated) {
            meta.put("name", Meta.generate(Tree.text(meta, "generateName")));
        }
        meta.put("uid", UUID.randomUUID().toString());
        meta.put("creationTimestamp", cluster.now());
        if (type.custom() || KindFacts.countsGenerations(type.key())) {
            meta.put("generation", 1L);
        }
        // a kubelet registers its node with a status (pkg/registry/core/node/strategy.go, PrepareForCreate)
        if (type.has("status") && !type.key().equals("/nodes")) {
            Strategies.dropStatus(type, object);
            preset(type, object);
        }
        strategy.prepareCreate(object, cluster.store());
        var errors = new ArrayList<FieldError>();
        Meta.check(type, strategy, object, errors);
        if (type.custom()) {
            SchemaChecks.check(type.openApi(), object, null, errors);
        }
        strategy.check(object, errors);
        String name = Tree.text(meta, "name");
        if (!errors.isEmpty()) {
            throw ApiError.invalid(type.kindNamed(), name, errors);
        }
        String key = Stored.key(type.namespaced() ? namespace : "", name);
        if (cluster.store().get(type.key(), key).isPresent()) {
            throw ApiError.alreadyExists(type.named(), name);
        }
        if (options.dryRun()) {
            meta.remove("resourceVersion");
            return object;
        }
        return cluster.store().put(type.key(), key, object).object();
    }

    private void checkNamespace(ResourceType type, String namespace, Map<String, Object> object) {
        var home = new GroupName("", "namespaces");
        Map<String, Object> found = cluster.store()
                .get("/namespaces", Stored.key("", namespace))
                .map(Stored::object)
                .orElseThrow(() -> ApiError.notFound(home, namespace));
        if (Tree.text(found, "status", "phase").equals("Terminating")
                || Tree.has(found, "metadata", "deletionTimestamp")) {
            String name = Tree.text(object, "metadata", "name");
            ApiError plain = ApiError.forbidden(
                    type.named(),
                    name,
                    "unable to create new content in namespace " + namespace + " because it is being terminated");
            Map<String, Object> details = plain.details();
            details.put(
                    "causes",
                    List.of(Tree.of(
                            "reason", "NamespaceTerminating",
                            "message", "namespace " + namespace + " is being terminated",
                            "field", "metadata.namespace")));
            throw new ApiError(plain.code(), plain.reason(), plain.message(), details);
        }
    }

    /**
     * Changes an object to one that has its defaults and managed fields. The caller holds the store's lock.
     *
     * @param subresource empty, or what of the object is changed, such as {@code status}
     */
    public Map<String, Object> update(
            ResourceType type, Stored stored, Map<String, Object> object, String subresource, WriteOptions options) {
        Map<String, Object> old = stored.object();
        String name = stored.name();
        String version = Tree.text(object, "metadata", "resourceVersion");
        if (version.isEmpty() && (type.custom() || KindFacts.isConditional(type.key()))) {
            throw ApiError.invalid(
                    type.named(),
                    name,
                    List.of(FieldError.invalid("metadata.resourceVersion", 0L, "must be specified for an update")));
        } else if (!version.isEmpty() && !version.equals(String.valueOf(stored.revision()))) {
            throw ApiError.modified(type.named(), name);
        }
        Meta.place(type, object, stored.namespace());
        Meta.keep(object, old);
        Strategy strategy = Strategies.of(type);
        if (subresource.equals("status")) {
            Strategies.keepAllButStatus(type, object, old);
        } else if (subresource.isEmpty()) {
            if (type.has("status")) {
                Strategies.keepStatus(object, old);
            }
            strategy.prepareUpdate(object, old, cluster.store());
            Strategies.countGeneration(type, object, old);
        }
        var errors = new ArrayList<FieldError>();
        Meta.checkUpdate(object, old, errors);
        if (!errors.isEmpty()) {
            errors.addAll(List.copyOf(errors)); // the common check and that of the strategy both say it
        }
        if (!subresource.equals("status")) {
            Meta.check(type, strategy, object, errors);
            strategy.check(object, errors);
            strategy.checkUpdate(object, old, errors);
        }
        if (type.custom()) {
            SchemaChecks.check(type.openApi(), object, old, errors);
        }
        if (!errors.isEmpty()) {
            throw ApiError.invalid(type.kindNamed(), name, errors);
        }
        return write(type, stored, object, options);
    }

    /** Stores a change unless nothing changes; what loses its last finalizer while it is deleted goes. */
    private Map<String, Object> write(
            ResourceType type, Stored stored, Map<String, Object> object, WriteOptions options) {
        Map<String, Object> old = stored.object();
        keepTimes(object, old);
        Tree.set(object, String.valueOf(stored.revision()), "metadata", "resourceVersion");
        boolean ends = Tree.has(object, "metadata", "deletionTimestamp")
                && Tree.list(object, "metadata", "finalizers").isEmpty()
                && Tree.number(object, 0, "metadata", "deletionGracePeriodSeconds") == 0
                && !type.key().equals("/namespaces");
        if (ends && !options.dryRun()) {
            cluster.store().remove(type.key(), stored);
            return object;
        } else if (object.equals(old) || options.dryRun()) {
            return object.equals(old) ? old : object;
        }
        return cluster.store().put(type.key(), stored.key(), object).object();
    }

    /** Times alone are no change (kubernetes/apimachinery: pkg/util/managedfields, endpoints/handlers/fieldmanager/equality.go). */
    private static void keepTimes(Map<String, Object> object, Map<String, Object> old) {
        Map<String, Object> one = withoutTimes(object);
        if (one.equals(withoutTimes(old)) && Tree.has(old, "metadata", "managedFields")) {
            Tree.set(object, Tree.list(old, "metadata", "managedFields"), "metadata", "managedFields");
        }
    }

    private static Map<String, Object> withoutTimes(Map<String, Object> object) {
        Map<String, Object> copy = Tree.copy(object);
        Tree.remove(copy, "metadata", "resourceVersion");
        Tree.maps(copy, "metadata", "managedFields").forEach(entry -> entry.remove("time"));
        return copy;
    }
}

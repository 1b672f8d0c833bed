package dev.slipway.lab.kube.api;

import dev.slipway.lab.kube.object.ApiError;
import dev.slipway.lab.kube.object.FieldError;
import dev.slipway.lab.kube.object.GroupName;
import dev.slipway.lab.kube.object.JsonReader;
import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.registry.Cluster;
import dev.slipway.lab.kube.registry.DeleteOptions;
import dev.slipway.lab.kube.registry.Deletion;
import dev.slipway.lab.kube.registry.Objects;
import dev.slipway.lab.kube.registry.WriteOptions;
import dev.slipway.lab.kube.rules.KindFacts;
import dev.slipway.lab.kube.schema.ResourceType;
import dev.slipway.lab.kube.store.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Creates, updates, patches and deletes what requests say (kubernetes/apiserver: pkg/endpoints/handlers). */
final class Writer {
    private static final List<String> PATCHES = List.of(
            "application/json-patch+json",
            "application/merge-patch+json",
            "application/strategic-merge-patch+json",
            "application/apply-patch+yaml");

    private final Cluster cluster;
    private final Objects objects;
    private final Deletion deletion;

    Writer(Cluster cluster) {
        this.cluster = cluster;
        this.objects = new Objects(cluster);
        this.deletion = new Deletion(cluster);
    }

    /** What was written, and whether it is new. */
    record Written(Map<String, Object> object, boolean created) {}

    private static WriteOptions options(Call call) {
        return new WriteOptions(call.manager(), call.isDryRun());
    }

    Written create(ResourceType type, Call call, Body body) {
        checkOptions(call, "CreateOptions");
        checkJson(call);
        Map<String, Object> object = body.object(type);
        objects.preset(type, object);
        return new Written(objects.create(type, call.namespace(), object, options(call)), true);
    }

    private static void checkJson(Call call) {
        String given = call.ask().type();
        if (!given.isEmpty() && !given.equals("application/json") && !given.equals("*/*")) {
            throw new ApiError(
                    415,
                    "UnsupportedMediaType",
                    "the body of the request was in an unknown format - accepted media types include:"
                            + " application/json, application/yaml, application/vnd.kubernetes.protobuf",
                    Tree.of());
        }
    }

    static void checkOptions(Call call, String kind) {
        var errors = new ArrayList<FieldError>();
        for (String dry : call.all("dryRun")) {
            if (!dry.equals("All")) {
                errors.add(FieldError.unsupported("dryRun", List.of(dry), "All"));
            }
        }
        String wanted = call.parameter("fieldValidation").orElse("");
        if (!wanted.isEmpty() && !List.of("Ignore", "Strict", "Warn").contains(wanted)) {
            errors.add(FieldError.unsupported("fieldValidation", wanted, "", "Ignore", "Strict", "Warn"));
        }
        String manager = call.parameter("fieldManager").orElse("");
        if (manager.length() > 128) {
            errors.add(FieldError.tooLong("fieldManager", 128));
        }
        boolean applies = call.ask().type().equals("application/apply-patch+yaml");
        if (kind.equals("PatchOptions") && applies && manager.isEmpty()) {
            errors.add(FieldError.required("fieldManager", "is required for apply patch"));
        } else if (kind.equals("PatchOptions")
                && !applies
                && call.parameter("force").isPresent()) {
            errors.add(FieldError.forbidden("force", "may not be specified for non-apply patch"));
        }
        if (!errors.isEmpty()) {
            throw ApiError.invalid(new GroupName("meta.k8s.io", kind), "", errors);
        }
    }

    Written update(ResourceType type, Call call, Body body) {
        checkOptions(call, "UpdateOptions");
        checkJson(call);
        Map<String, Object> object = body.object(type);
        objects.preset(type, object);
        checkName(call, object);
        Optional<Stored> stored = find(type, call);
        if (stored.isEmpty()) {
            if (!KindFacts.isCreatedByPut(type.key()) || !call.subresource().isEmpty()) {
                throw ApiError.notFound(type.named(), call.name());
            }
            Tree.set(object, call.name(), "metadata", "name");
            return new Written(objects.create(type, call.namespace(), object, options(call)), true);
        }
        String uid = Tree.text(object, "metadata", "uid");
        String known = Tree.text(stored.get().object(), "metadata", "uid");
        if (!uid.isEmpty() && !uid.equals(known)) {
            throw ApiError.conflict(
                    type.named(),
                    call.name(),
                    "Precondition failed: UID in precondition: " + uid + ", UID in object meta: " + known);
        }
        objects.fields(type, call.subresource()).update(stored.get().object(), object, call.manager(), cluster.now());
        return new Written(objects.update(type, stored.get(), object, call.subresource(), options(call)), false);
    }

    private static void checkName(Call call, Map<String, Object> object) {
        String given = Tree.text(object, "metadata", "name");
        if (given.isEmpty()) {
            throw ApiError.badRequest("the name of the object (" + call.name()
                    + " based on URL) was undeterminable: name must be provided");
        } else if (!given.equals(call.name())) {
            throw ApiError.badRequest(
                    "the name of the object (" + given + ") does not match the name on the URL (" + call.name() + ")");
        }
        String namespace = Tree.text(object, "metadata", "namespace");
        if (!namespace.isEmpty() && !namespace.equals(call.namespace())) {
            throw ApiError.badRequest("the namespace of the object (" + namespace
                    + ") does not match the namespace on the URL (" + call.namespace() + ")");
        }
    }

    private Optional<Stored> find(ResourceType type, Call call) {
        return cluster.store().get(type.key(), Stored.key(type.namespaced() ? call.namespace() : "", call.name()));
    }

    Written patch(ResourceType type, Call call, Body body) {
        String media = call.ask().type();
        boolean strategic = media.equals("application/strategic-merge-patch+json");
        if (!PATCHES.contains(media) || (type.custom() && strategic)) {
            throw new ApiError(
                    415,
                    "UnsupportedMediaType",
                    type.custom() && strategic
                            ? "the body of the request was in an unknown format - accepted media types include:"
                                    + " application/json-patch+json, application/merge-patch+json,"
                                    + " application/apply-patch+yaml"
                            : "415: Unsupported Media Type",
                    type.custom() && strategic ? Tree.of("none", true) : Tree.of());
        }
        checkOptions(call, "PatchOptions");
        if (media.equals("application/apply-patch+yaml")) {
            return apply(type, call, body);
        }
        Stored stored = find(type, call).orElseThrow(() -> ApiError.notFound(type.named(), call.name()));
        var duplicates = new ArrayList<String>();
        Object json;
        try {
            json = JsonReader.read(new String(call.ask().body(), java.nio.charset.StandardCharsets.UTF_8), duplicates);
        } catch (JsonReader.Malformed e) {
            throw ApiError.badRequest("error decoding patch: " + e.why());
        }
        Map<String, Object> old = Reader.shown(type, stored.object());
        Map<String, Object> patched = media.equals("application/json-patch+json")
                ? Patches.patched(old, json)
                : strategic
                        ? StrategicPatch.merged(type.schema(), Tree.copy(old), Tree.map(json))
                        : Patches.merged(old, Tree.map(json));
        Map<String, Object> object = body.patched(type, patched, duplicates);
        checkIdentity(call, object);
        objects.preset(type, object);
        objects.fields(type, call.subresource()).update(stored.object(), object, call.manager(), cluster.now());
        return new Written(objects.update(type, stored, object, call.subresource(), options(call)), false);
    }

    private static void checkIdentity(Call call, Map<String, Object> object) {
        String name = Tree.text(object, "metadata", "name");
        if (!name.isEmpty() && !name.equals(call.name())) {
            throw ApiError.badRequest(
                    "the name of the object (" + name + ") does not match the name on the URL (" + call.name() + ")");
        }
    }

    private Written apply(ResourceType type, Call call, Body body) {
        var duplicates = new ArrayList<String>();
        Map<String, Object> config;
        try {
            Object json =
                    JsonReader.read(new String(call.ask().body(), java.nio.charset.StandardCharsets.UTF_8), duplicates);
            config = Tree.map(json);
        } catch (JsonReader.Malformed e) {
            throw ApiError.badRequest("error decoding YAML: " + e.why());
        }
        Optional<Stored> stored = find(type, call);
        if (stored.isEmpty() && !call.subresource().isEmpty()) {
            throw ApiError.notFound(type.named(), call.name());
        }
        Map<String, Object> live =
                stored.map(one -> Reader.shown(type, one.object())).orElseGet(() -> objects.blank(type));
        Map<String, Object> merged = objects.fields(type, call.subresource())
                .apply(
                        live,
                        config,
                        call.manager(),
                        call.isTrue("force") && call.parameter("force").isPresent(),
                        cluster.now());
        if (!duplicates.isEmpty()
                && call.parameter("fieldValidation").orElse("").equals("Strict")) {
            throw ApiError.badRequest(
                    "error strict decoding YAML: error converting YAML to JSON: yaml: unmarshal errors: "
                            + String.join(", ", duplicates));
        }
        Object managed = Tree.get(merged, "metadata", "managedFields");
        Map<String, Object> object = body.decoded(type, merged, List.of());
        if (managed != null) {
            Tree.set(object, managed, "metadata", "managedFields");
        }
        objects.preset(type, object);
        checkName(call, named(object, call));
        if (stored.isEmpty()) {
            if (!Tree.text(config, "metadata", "uid").isEmpty()) {
                throw ApiError.conflict(
                        type.named(),
                        call.name(),
                        "uid mismatch: the provided object specified uid " + Tree.text(config, "metadata", "uid")
                                + ", and no existing object was found");
            }
            return new Written(objects.insert(type, call.namespace(), object, options(call)), true);
        }
        return new Written(objects.update(type, stored.get(), object, call.subresource(), options(call)), false);
    }

    private static Map<String, Object> named(Map<String, Object> object, Call call) {
        Tree.preset(object, call.name(), "metadata", "name");
        return object;
    }

    Map<String, Object> delete(ResourceType type, Call call) {
        Stored stored = find(type, call).orElseThrow(() -> ApiError.notFound(type.named(), call.name()));
        return deletion.delete(type, stored, deleteOptions(call));
    }

    private static DeleteOptions deleteOptions(Call call) {
        Map<String, Object> options = Tree.copy(Body.options(call));
        for (String name : List.of("propagationPolicy", "gracePeriodSeconds", "orphanDependents")) {
            call.parameter(name).ifPresent(value -> {
                Object typed = name.equals("propagationPolicy")
                        ? value
                        : name.equals("gracePeriodSeconds")
                                ? (Object) Reader.number(value)
                                : (Object) Boolean.valueOf(value);
                options.put(name, typed);
            });
        }
        return DeleteOptions.of(options, call.isDryRun());
    }

    Map<String, Object> deleteCollection(ResourceType type, Call call) {
        var choice = new Choice(type, call);
        var items = new ArrayList<Object>();
        for (Stored stored : cluster.store().list(type.key(), call.namespace())) {
            if (choice.takes(stored.object())) {
                deletion.delete(type, stored, deleteOptions(call));
                Map<String, Object> item = Tree.copy(stored.object());
                if (!type.custom()) {
                    item.remove("kind");
                    item.remove("apiVersion");
                }
                items.add(item);
            }
        }
        return Tree.of(
                "kind",
                type.listKind(),
                "apiVersion",
                type.apiVersion(),
                "metadata",
                Tree.of("resourceVersion", String.valueOf(cluster.store().revision())),
                "items",
                items);
    }
}

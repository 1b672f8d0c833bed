package dev.slipway.lab.kube.api;

import dev.slipway.lab.kube.object.ApiError;
import dev.slipway.lab.kube.object.FieldError;
import dev.slipway.lab.kube.object.GroupName;
import dev.slipway.lab.kube.object.JsonReader;
import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.registry.Cluster;
import dev.slipway.lab.kube.registry.Objects;
import dev.slipway.lab.kube.registry.WriteOptions;
import dev.slipway.lab.kube.schema.ResourceType;
import dev.slipway.lab.kube.store.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads and changes how many replicas there are (kubernetes/kubernetes: pkg/registry/apps/deployment/storage/storage.go). */
final class Scales {
    private final Cluster cluster;
    private final Objects objects;

    Scales(Cluster cluster) {
        this.cluster = cluster;
        this.objects = new Objects(cluster);
    }

    Answer answer(ResourceType type, Stored stored, Call call) {
        Map<String, Object> scale = scale(type, stored.object());
        return switch (call.verb()) {
            case "get" -> Answer.json(200, scale);
            case "update", "patch" -> changed(type, stored, wanted(scale, call), call);
            default -> throw ApiError.noMethod();
        };
    }

    private static Map<String, Object> wanted(Map<String, Object> scale, Call call) {
        try {
            Object json = Body.json(call);
            return call.verb().equals("update")
                    ? Tree.map(json)
                    : json instanceof List<?> ? Patches.patched(scale, json) : Patches.merged(scale, Tree.map(json));
        } catch (JsonReader.Malformed e) {
            throw ApiError.badRequest(e.why());
        }
    }

    private Answer changed(ResourceType type, Stored stored, Map<String, Object> wanted, Call call) {
        long replicas = Tree.number(wanted, 0, "spec", "replicas");
        String version = Tree.text(wanted, "metadata", "resourceVersion");
        if (!version.isEmpty() && !version.equals(String.valueOf(stored.revision()))) {
            throw ApiError.modified(type.named(), stored.name());
        } else if (replicas < 0) {
            throw ApiError.invalid(
                    new GroupName("autoscaling", "Scale"),
                    stored.name(),
                    List.of(FieldError.invalid("spec.replicas", replicas, "must be greater than or equal to 0")));
        }
        Map<String, Object> object = Tree.copy(Reader.shown(type, stored.object()));
        Tree.set(object, replicas, path(type, "specReplicasPath", ".spec.replicas"));
        objects.fields(type, "scale").update(stored.object(), object, call.manager(), cluster.now());
        if (type.custom()) {
            // kubernetes/apiextensions-apiserver: pkg/registry/customresource/etcd.go notes no time
            Tree.maps(object, "metadata", "managedFields").stream()
                    .filter(entry -> Tree.text(entry, "subresource").equals("scale"))
                    .forEach(entry -> entry.remove("time"));
            Tree.list(object, "metadata", "managedFields")
                    .sort(java.util.Comparator.comparing(
                            entry -> Tree.text(entry, "operation") + Tree.text(entry, "time")));
        }
        Map<String, Object> result =
                objects.update(type, stored, object, "", new WriteOptions(call.manager(), call.isDryRun()));
        return Answer.json(200, scale(type, result));
    }

    private static String[] path(ResourceType type, String name, String builtIn) {
        String path = type.custom() ? Tree.text(type.openApi(), "x-scale", name) : builtIn;
        return (path.isEmpty() ? builtIn : path).substring(1).split("\\.", -1);
    }

    private static Map<String, Object> scale(ResourceType type, Map<String, Object> object) {
        var meta = Tree.of();
        for (String name : List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp")) {
            Object value = Tree.get(object, "metadata", name);
            if (value != null) {
                meta.put(name, value);
            }
        }
        Map<String, Object> spec = Tree.of();
        long replicas = Tree.number(object, 0, path(type, "specReplicasPath", ".spec.replicas"));
        if (replicas != 0) {
            spec.put("replicas", replicas);
        }
        Map<String, Object> status =
                Tree.of("replicas", Tree.number(object, 0, path(type, "statusReplicasPath", ".status.replicas")));
        var labels = new ArrayList<String>();
        if (type.custom()) {
            String selector = Tree.text(object, path(type, "labelSelectorPath", ".status.selector"));
            if (!selector.isEmpty()) {
                labels.add(selector);
            }
        } else {
            Tree.map(object, "spec", "selector", "matchLabels")
                    .forEach((name, value) -> labels.add(name + "=" + value));
        }
        if (!labels.isEmpty()) {
            status.put("selector", String.join(",", labels));
        }
        return Tree.of(
                "kind", "Scale", "apiVersion", "autoscaling/v1", "metadata", meta, "spec", spec, "status", status);
    }
}

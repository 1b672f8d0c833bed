package dev.slipway.lab.kube.api;

import dev.slipway.lab.kube.object.GoText;
import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.registry.Cluster;
import dev.slipway.lab.kube.schema.ResourceType;
import dev.slipway.lab.kube.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The types as OpenAPI documents: names, types and how they merge; no descriptions. */
final class OpenApi {
    private final Cluster cluster;

    OpenApi(Cluster cluster) {
        this.cluster = cluster;
    }

    Answer answer(String path, Call call) {
        if (path.equals("/openapi/v2")) {
            if (call.ask().header("accept").orElse("").contains("protobuf")
                    && !call.ask().header("accept").orElse("").contains("json")) {
                return Answer.text(406, "");
            }
            return Answer.json(
                    200,
                    Tree.of(
                            "swagger", "2.0",
                            "info", Tree.of("title", "Kubernetes", "version", "v" + cluster.release() + ".0"),
                            "paths", Tree.of(),
                            "definitions", definitions("#/definitions/")));
        } else if (path.equals("/openapi/v3")) {
            var paths = new TreeMap<String, Object>();
            paths.put("version", url("version"));
            cluster.catalogue()
                    .groups()
                    .forEach((group, versions) -> versions.forEach(version -> {
                        String name = group.isEmpty() ? "api/" + version : "apis/" + group + "/" + version;
                        paths.put(name, url(name));
                    }));
            return Answer.json(200, Tree.of("paths", paths));
        }
        return document(path.substring("/openapi/v3/".length()));
    }

    private static Map<String, Object> url(String name) {
        return Tree.of("serverRelativeURL", "/openapi/v3/" + name);
    }

    private Answer document(String name) {
        String[] part = name.split("/", -1);
        String group = part[0].equals("apis") && part.length == 3 ? part[1] : "";
        String version = part[part.length - 1];
        var paths = new TreeMap<String, Object>();
        for (ResourceType type : cluster.catalogue().all()) {
            if (type.group().equals(group) && type.version().equals(version)) {
                String root = "/" + name + (type.namespaced() ? "/namespaces/{namespace}/" : "/") + type.plural();
                paths.put(root, path(type, false));
                paths.put(root + "/{name}", path(type, true));
            }
        }
        if (paths.isEmpty() && !name.equals("version")) {
            return Answer.text(404, "404 page not found\n");
        }
        return Answer.json(
                200,
                Tree.of(
                        "openapi",
                        "3.0.0",
                        "info",
                        Tree.of("title", "Kubernetes", "version", "v" + cluster.release() + ".0"),
                        "paths",
                        paths,
                        "components",
                        Tree.of("schemas", definitions("#/components/schemas/"))));
    }

    private static Map<String, Object> path(ResourceType type, boolean one) {
        Map<String, Object> gvk = Tree.of("group", type.group(), "version", type.version(), "kind", type.kind());
        var parameters = new ArrayList<Object>();
        for (String name : List.of("dryRun", "fieldManager", "fieldValidation")) {
            parameters.add(
                    Tree.of("name", name, "in", "query", "schema", Tree.of("type", "string", "uniqueItems", true)));
        }
        var path = Tree.of();
        Map<String, String> actions = one
                ? Map.of("get", "get", "put", "put", "patch", "patch", "delete", "delete")
                : Map.of("get", "list", "post", "post");
        new TreeMap<>(actions).forEach((method, action) -> {
            Map<String, Object> operation =
                    Tree.of("x-kubernetes-action", action, "x-kubernetes-group-version-kind", gvk);
            if (!method.equals("get")) {
                operation.put("parameters", parameters);
            }
            path.put(method, operation);
        });
        return path;
    }

    private Map<String, Object> definitions(String front) {
        var definitions = new TreeMap<String, Object>();
        Map<String, String> kinds = new TreeMap<>();
        cluster.catalogue().types().kinds().forEach((kind, name) -> kinds.put(name, kind));
        cluster.catalogue().types().all().forEach((name, schema) -> {
            Map<String, Object> definition = shape(schema, front, false);
            if (kinds.containsKey(name)) {
                definition.put(
                        "x-kubernetes-group-version-kind",
                        List.of(gvk(kinds.get(name).split("/", -1))));
            }
            definitions.put(full(name), definition);
        });
        for (ResourceType type : cluster.catalogue().all()) {
            if (type.custom()) {
                Map<String, Object> definition = Tree.copy(type.openApi());
                definition.put(
                        "x-kubernetes-group-version-kind",
                        List.of(gvk(new String[] {type.group(), type.version(), type.kind()})));
                Tree.set(definition, Tree.of("type", "string"), "properties", "apiVersion");
                Tree.set(definition, Tree.of("type", "string"), "properties", "kind");
                Tree.set(definition, Tree.of("$ref", front + full("meta.v1.ObjectMeta")), "properties", "metadata");
                definitions.put(reversed(type.group()) + "." + type.version() + "." + type.kind(), definition);
            }
        }
        return definitions;
    }

    private static Map<String, Object> gvk(String[] part) {
        return Tree.of("group", part[0], "version", part[1], "kind", part[2]);
    }

    private static String reversed(String group) {
        List<String> parts = new ArrayList<>(List.of(group.split("\\.", -1)));
        java.util.Collections.reverse(parts);
        return String.join(".", parts);
    }

    private static String full(String name) {
        return name.startsWith("io.k8s.")
                ? name
                : name.startsWith("meta.v1.")
                        ? "io.k8s.apimachinery.pkg.apis.meta.v1." + name.substring("meta.v1.".length())
                        : "io.k8s.api." + name;
    }

    private Map<String, Object> shape(Schema schema, String front, boolean reference) {
        if (reference && !schema.name().isEmpty()) {
            return Tree.of("$ref", front + full(schema.name()));
        }
        return switch (schema.shape()) {
            case STRING -> Tree.of("type", "string");
            case BYTES -> Tree.of("type", "string", "format", "byte");
            case TIME -> Tree.of("type", "string", "format", "date-time");
            case QUANTITY -> Tree.of("type", "string");
            case INT_OR_STRING -> Tree.of("type", "string", "format", "int-or-string");
            case INT32 -> Tree.of("type", "integer", "format", "int32");
            case INT64 -> Tree.of("type", "integer", "format", "int64");
            case NUMBER -> Tree.of("type", "number", "format", "double");
            case BOOLEAN -> Tree.of("type", "boolean");
            case ANY, RAW -> Tree.of("type", "object");
            case LIST -> list(schema, front);
            case MAP -> Tree.of("type", "object", "additionalProperties", shape(schema.item(), front, true));
            case STRUCT -> struct(schema, front);
        };
    }

    private Map<String, Object> list(Schema schema, String front) {
        Map<String, Object> list = Tree.of("type", "array", "items", shape(schema.item(), front, true));
        if (schema.list() != Schema.ListKind.ATOMIC) {
            list.put("x-kubernetes-list-type", schema.list() == Schema.ListKind.SET ? "set" : "map");
        }
        if (!schema.keys().isEmpty()) {
            list.put("x-kubernetes-list-map-keys", schema.keys());
        }
        return list;
    }

    private Map<String, Object> struct(Schema schema, String front) {
        var properties = new TreeMap<String, Object>();
        var required = new ArrayList<Object>();
        schema.fields().forEach((name, field) -> {
            Map<String, Object> property = shape(field.type().get(), front, true);
            if (!field.strategy().isEmpty()) {
                property.put("x-kubernetes-patch-strategy", field.strategy());
            }
            if (!field.mergeKey().isEmpty()) {
                property.put("x-kubernetes-patch-merge-key", field.mergeKey());
            }
            if (field.preset() != null) {
                property.put("default", java.util.Objects.requireNonNull(field.preset()));
            }
            if (!field.values().isEmpty()) {
                property.put("enum", field.values());
            }
            properties.put(name, property);
            if (field.required()) {
                required.add(name);
            }
        });
        Map<String, Object> struct = Tree.of("type", "object");
        if (!required.isEmpty()) {
            struct.put("required", required);
        }
        struct.put("properties", GoText.sorted(properties));
        return struct;
    }
}

package dev.slipway.lab.kube.api;

import dev.slipway.lab.Json;
import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.registry.Cluster;
import dev.slipway.lab.kube.schema.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is served, as clients discover it: all at once, or group by group (kubernetes/apiserver: pkg/endpoints/discovery). */
final class Discovery {
    private static final String AGGREGATED = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
    /** How the resources of subresources are called that are not the resource's own kind. */
    private static final Map<String, Map<String, Object>> SUBRESOURCES = Map.of(
            "scale", Tree.of("group", "autoscaling", "version", "v1", "kind", "Scale"),
            "eviction", Tree.of("group", "policy", "version", "v1", "kind", "Eviction"),
            "binding", Tree.of("group", "", "version", "v1", "kind", "Binding"),
            "token", Tree.of("group", "authentication.k8s.io", "version", "v1", "kind", "TokenRequest"));

    private final Cluster cluster;

    Discovery(Cluster cluster) {
        this.cluster = cluster;
    }

    static boolean isAggregated(Call call) {
        String accept = call.ask().header("accept").orElse("");
        return accept.contains("g=apidiscovery.k8s.io") && accept.contains("v=v2;");
    }

    Answer aggregated(boolean core) {
        var items = new ArrayList<Object>();
        cluster.catalogue().groups().forEach((group, versions) -> {
            if (group.isEmpty() != core) {
                return;
            }
            var list = new ArrayList<Object>();
            for (String version : versions) {
                var resources = new ArrayList<Object>();
                of(group, version).forEach(type -> resources.add(aggregated(type)));
                list.add(Tree.of("version", version, "resources", resources, "freshness", "Current"));
            }
            var meta = Tree.of();
            if (!core) {
                meta.put("name", group);
            }
            items.add(Tree.of("metadata", meta, "versions", list));
        });
        Map<String, Object> body = Tree.of(
                "kind",
                "APIGroupDiscoveryList",
                "apiVersion",
                "apidiscovery.k8s.io/v2",
                "metadata",
                Tree.of(),
                "items",
                items);
        return Answer.bytes(200, AGGREGATED, Json.text(body));
    }

    private List<ResourceType> of(String group, String version) {
        return cluster.catalogue().all().stream()
                .filter(type -> type.group().equals(group) && type.version().equals(version))
                .toList();
    }

    private static Map<String, Object> aggregated(ResourceType type) {
        Map<String, Object> resource = Tree.of(
                "resource",
                type.plural(),
                "responseKind",
                kind(type.group(), type.version(), type.kind(), !type.custom()),
                "scope",
                type.namespaced() ? "Namespaced" : "Cluster",
                "singularResource",
                type.singular(),
                "verbs",
                type.verbs());
        if (!type.shortNames().isEmpty()) {
            resource.put("shortNames", type.shortNames());
        }
        if (!type.categories().isEmpty()) {
            resource.put("categories", type.categories());
        }
        if (!type.subresources().isEmpty()) {
            var subresources = new ArrayList<Object>();
            for (String subresource : type.subresources()) {
                Map<String, Object> other = SUBRESOURCES.get(subresource);
                subresources.add(Tree.of(
                        "subresource",
                        subresource,
                        "responseKind",
                        other == null
                                ? kind(type.group(), type.version(), type.kind(), !type.custom())
                                : Tree.copy(other),
                        "verbs",
                        verbs(subresource)));
            }
            resource.put("subresources", subresources);
        }
        return resource;
    }

    private static Map<String, Object> kind(String group, String version, String kind, boolean blank) {
        return Tree.of("group", blank ? "" : group, "version", blank ? "" : version, "kind", kind);
    }

    private static List<Object> verbs(String subresource) {
        return switch (subresource) {
            case "eviction", "binding", "token" -> List.of("create");
            case "log" -> List.of("get");
            case "finalize" -> List.of("update");
            case "exec", "attach", "portforward" -> List.of("create", "get");
            case "proxy" -> List.of("create", "delete", "get", "patch", "update");
            default -> List.of("get", "patch", "update");
        };
    }

    Map<String, Object> groups() {
        var groups = new ArrayList<Object>();
        cluster.catalogue().groups().forEach((group, versions) -> {
            if (!group.isEmpty()) {
                groups.add(group(group, versions));
            }
        });
        return Tree.of("kind", "APIGroupList", "apiVersion", "v1", "groups", groups);
    }

    static Map<String, Object> group(String group, List<String> versions) {
        var list = new ArrayList<Object>();
        versions.forEach(version -> list.add(Tree.of("groupVersion", group + "/" + version, "version", version)));
        return Tree.of("name", group, "versions", list, "preferredVersion", list.get(0));
    }

    Map<String, Object> core(String host) {
        return Tree.of(
                "kind",
                "APIVersions",
                "versions",
                List.of("v1"),
                "serverAddressByClientCIDRs",
                List.of(Tree.of("clientCIDR", "0.0.0.0/0", "serverAddress", host)));
    }

    /** The resources of one version. */
    Map<String, Object> resources(String group, String version) {
        var resources = new ArrayList<Object>();
        for (ResourceType type : of(group, version)) {
            Map<String, Object> resource =
                    Tree.of("name", type.plural(), "singularName", type.singular(), "namespaced", type.namespaced());
            resource.put("kind", type.kind());
            resource.put("verbs", type.verbs());
            if (!type.shortNames().isEmpty()) {
                resource.put("shortNames", type.shortNames());
            }
            if (!type.categories().isEmpty()) {
                resource.put("categories", type.categories());
            }
            resources.add(resource);
            for (String subresource : type.subresources()) {
                Map<String, Object> other = SUBRESOURCES.get(subresource);
                Map<String, Object> one = Tree.of(
                        "name", type.plural() + "/" + subresource, "singularName", "", "namespaced", type.namespaced());
                if (other != null) {
                    one.putAll(Tree.copy(other));
                } else {
                    one.put("kind", type.kind());
                }
                one.put("verbs", verbs(subresource));
                resources.add(one);
            }
        }
        String name = group.isEmpty() ? version : group + "/" + version;
        return Tree.of("kind", "APIResourceList", "apiVersion", "v1", "groupVersion", name, "resources", resources);
    }

    /** The paths that are served, for who asks at the root. */
    Map<String, Object> paths() {
        var paths = new ArrayList<Object>(List.of("/api", "/api/v1", "/apis"));
        cluster.catalogue().groups().forEach((group, versions) -> {
            if (!group.isEmpty()) {
                paths.add("/apis/" + group);
                versions.forEach(version -> paths.add("/apis/" + group + "/" + version));
            }
        });
        paths.addAll(List.of("/healthz", "/livez", "/openapi/v2", "/openapi/v3", "/readyz", "/version"));
        return Tree.of("paths", paths);
    }
}

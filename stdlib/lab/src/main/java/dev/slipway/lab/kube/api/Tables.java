package dev.slipway.lab.kube.api;

import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.registry.Cluster;
import dev.slipway.lab.kube.schema.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Shows objects as tables to clients that want them so (kubernetes/apiserver: pkg/endpoints/handlers/response.go). */
final class Tables {
    private final boolean wanted;
    private final boolean whole;
    private final Cluster cluster;

    Tables(Cluster cluster, Call call) {
        String accept = call.ask().header("accept").orElse("").split(",", 2)[0];
        this.wanted = accept.contains("as=Table") && call.ask().method().equals("GET");
        this.whole = call.parameter("includeObject").orElse("").equals("Object");
        this.cluster = cluster;
    }

    Map<String, Object> one(ResourceType type, Map<String, Object> object) {
        if (!wanted) {
            return object;
        }
        String version = Tree.text(object, "metadata", "resourceVersion");
        return table(type, List.of(object), Tree.of("resourceVersion", version));
    }

    Map<String, Object> list(ResourceType type, Map<String, Object> list) {
        return wanted ? table(type, Tree.maps(list, "items"), Tree.map(list, "metadata")) : list;
    }

    Map<String, Object> event(ResourceType type, Map<String, Object> object) {
        return one(type, object);
    }

    private Map<String, Object> table(ResourceType type, List<Map<String, Object>> objects, Map<String, Object> meta) {
        var columns = new TableColumns(cluster, type);
        var rows = new ArrayList<Object>();
        for (Map<String, Object> object : objects) {
            Map<String, Object> shown = whole
                    ? object
                    : Tree.of(
                            "kind", "PartialObjectMetadata",
                            "apiVersion", "meta.k8s.io/v1",
                            "metadata", Tree.map(object, "metadata"));
            rows.add(Tree.of("cells", columns.cells(object), "object", shown));
        }
        return Tree.of(
                "kind",
                "Table",
                "apiVersion",
                "meta.k8s.io/v1",
                "metadata",
                meta,
                "columnDefinitions",
                columns.definitions(),
                "rows",
                rows);
    }
}

package dev.slipway.lab.kube.schema;

import dev.slipway.lab.kube.object.GroupName;
import java.util.List;
import java.util.Map;

/**
 * A resource that is served.
 *
 * @param plural its name in paths
 * @param subresources such as {@code status}
 * @param openApi the schema of a custom resource as its definition has it
 */
public record ResourceType(
        String group,
        String version,
        String plural,
        String singular,
        String kind,
        boolean namespaced,
        List<String> verbs,
        List<String> shortNames,
        List<String> categories,
        List<String> subresources,
        Schema schema,
        boolean custom,
        List<Column> columns,
        Map<String, Object> openApi) {

    /** A column of the table that clients print, with a path such as {@code .spec.replicas}. */
    public record Column(String name, String type, String format, String path, int priority) {}

    /** The resource as messages name it. */
    public GroupName named() {
        return new GroupName(group, plural);
    }

    /** The kind as messages name it. */
    public GroupName kindNamed() {
        return new GroupName(group, kind);
    }

    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** What its objects are stored under, whatever the version. */
    public String key() {
        return group + "/" + plural;
    }

    public boolean has(String subresource) {
        return subresources.contains(subresource);
    }

    public String listKind() {
        return kind + "List";
    }
}

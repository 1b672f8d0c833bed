package dev.slipway.lab.kube.custom;

import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.schema.Schema;
import dev.slipway.lab.kube.schema.TypeTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The type that the schema of a definition describes (kubernetes/kube-openapi: pkg/schemaconv/openapi.go). */
public final class Structure {
    private Structure() {}

    /** The type of the whole object, with the metadata that all objects have. */
    public static Schema of(Map<String, Object> openApi, TypeTable types) {
        Schema own = type(openApi, false);
        var fields = new LinkedHashMap<>(own.fields());
        Schema meta = types.type("meta.v1.ObjectMeta");
        Schema text = types.type("meta.v1.APIGroup").fields().get("name") == null
                ? Schema.any()
                : types.type("meta.v1.APIGroup").member("name").orElseGet(Schema::any);
        fields.put("apiVersion", field("apiVersion", () -> text));
        fields.put("kind", field("kind", () -> text));
        fields.put("metadata", field("metadata", () -> meta));
        return Schema.structure(fields, own.items(), own.atomic());
    }

    private static Schema.Field field(String name, Supplier<Schema> type) {
        return new Schema.Field(name, false, type, "", "", Schema.Empty.OMITTED, null, List.of());
    }

    private static Schema type(Map<String, Object> openApi, boolean open) {
        boolean preserves = open || Tree.truth(openApi, "x-kubernetes-preserve-unknown-fields");
        if (Tree.truth(openApi, "x-kubernetes-int-or-string")) {
            return Schema.plain(Schema.Shape.INT_OR_STRING);
        }
        return switch (Tree.text(openApi, "type")) {
            case "object" -> object(openApi, preserves);
            case "array" -> {
                Schema items = type(Tree.map(openApi, "items"), preserves);
                List<String> keys = Tree.list(openApi, "x-kubernetes-list-map-keys").stream()
                        .map(String::valueOf)
                        .toList();
                yield Schema.array(() -> items, Tree.text(openApi, "x-kubernetes-list-type"), keys);
            }
            case "string" -> Schema.plain(Schema.Shape.STRING);
            case "integer" -> Schema.plain(Schema.Shape.INT64);
            case "number" -> Schema.plain(Schema.Shape.NUMBER);
            case "boolean" -> Schema.plain(Schema.Shape.BOOLEAN);
            default -> Schema.any();
        };
    }

    private static Schema object(Map<String, Object> openApi, boolean preserves) {
        boolean atomic = Tree.text(openApi, "x-kubernetes-map-type").equals("atomic");
        var fields = new LinkedHashMap<String, Schema.Field>();
        Tree.map(openApi, "properties").forEach((name, property) -> {
            Map<String, Object> inner = Tree.map(property);
            Schema type = type(inner, preserves);
            fields.put(
                    name,
                    new Schema.Field(
                            name,
                            Tree.list(openApi, "required").contains(name),
                            () -> type,
                            "",
                            "",
                            Schema.Empty.OMITTED,
                            inner.get("default"),
                            List.of()));
        });
        Object more = openApi.get("additionalProperties");
        Optional<Supplier<Schema>> values = Optional.empty();
        if (more instanceof Map<?, ?>) {
            Schema value = type(Tree.map(more), preserves);
            values = Optional.of(() -> value);
        } else if (Boolean.TRUE.equals(more) || preserves || fields.isEmpty()) {
            values = Optional.of(Schema::any);
        }
        return Schema.structure(fields, values, atomic);
    }
}

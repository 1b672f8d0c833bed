package dev.slipway.talos.config;

import dev.slipway.talos.identity.Contract;
import dev.slipway.talos.yaml.ConfigException;
import dev.slipway.talos.yaml.Nothing;
import dev.slipway.talos.yaml.Scalars;
import dev.slipway.talos.yaml.Trees;
import dev.slipway.talos.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents by their schema, as strictly as upstream's decoder (pkg/machinery/config/configloader/internal/decoder,
 * decode): unknown kinds and keys, values of the wrong type and empty items are errors. With a contract, kinds and fields
 * that its machines don't know are errors as well.
 */
final class DocumentDecoder {
    private static final Set<String> ROOT_KEYS = Set.of("machine", "cluster", "debug", "persist");

    private final @Nullable Contract contract;

    DocumentDecoder(@Nullable Contract contract) {
        this.contract = contract;
    }

    ConfigDocument document(YamlNode.Mapping node) {
        DocumentKind kind = kind(node);
        check(kind.since(), node.line(), kind.name(), "the kind " + kind.name());
        Map<String, Object> fields = struct(kind.type(), node, kind.name());
        return new ConfigDocument(kind, fields);
    }

    private static DocumentKind kind(YamlNode.Mapping node) {
        String kind = node.text("kind");
        String version = node.text("apiVersion");
        boolean isRoot = node.entries().stream().anyMatch(entry -> ROOT_KEYS.contains(entry.key()));
        if (kind.isEmpty() && (isRoot || version.equals("v1alpha1"))) {
            return Objects.requireNonNull(ConfigSchema.kind(DocumentKind.ROOT));
        } else if (kind.isEmpty()) {
            throw ConfigException.at(node.line(), "document", "it has no kind", "add kind: and apiVersion: v1alpha1");
        } else if (version.isEmpty() && !isRoot) {
            throw ConfigException.at(node.line(), kind, "it has no apiVersion", "add apiVersion: v1alpha1");
        }
        DocumentKind known = kind.equals(DocumentKind.ROOT) ? null : ConfigSchema.kind(kind);
        if (known == null || !(version.equals("v1alpha1") || isRoot)) {
            String close = ConfigSchema.kind(kind + "Config") == null ? "" : "did you mean " + kind + "Config?";
            throw ConfigException.at(
                    node.line(), "document", "unknown kind " + kind + " (apiVersion " + version + ")", close);
        }
        return known;
    }

    private Map<String, Object> struct(ValueType.Struct type, YamlNode.Mapping node, String where) {
        Map<String, Object> given = new LinkedHashMap<>();
        for (YamlNode.Entry entry : node.entries()) {
            Field field = type.fields().get(entry.key());
            String path = where + "." + entry.key();
            if (field == null) {
                throw ConfigException.at(
                        entry.line(), where, "unknown key " + entry.key(), "remove it or correct its name");
            }
            check(field.since(), entry.line(), path, "the field");
            Object value = value(field.type(), entry.value(), path);
            if (value != null) {
                given.put(entry.key(), field.is("trimmed") ? trimmed(value) : value);
            }
        }
        return ordered(type, given);
    }

    /** The fields in the order in which upstream prints them. */
    static Map<String, Object> ordered(ValueType.Struct type, Map<String, Object> given) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String key : type.fields().keySet()) {
            Object value = given.get(key);
            if (value != null) {
                fields.put(key, value);
            }
        }
        return fields;
    }

    private void check(Contract since, int line, String where, String what) {
        if (contract != null && !contract.isAtLeast(since)) {
            throw ConfigException.at(
                    line,
                    where,
                    what + " exists since Talos " + since + ", and the machine runs " + contract,
                    "remove it or upgrade the machine first");
        }
    }

    /** The value, or null when it is what upstream's type holds when it isn't set. */
    private @Nullable Object value(ValueType type, YamlNode node, String where) {
        boolean isNull = node instanceof YamlNode.Scalar scalar && scalar.isNull();
        if (type instanceof ValueType.Pointer pointer) {
            return isNull ? null : present(pointer.target(), node, where);
        } else if (isNull) {
            return null;
        }
        Object value = present(type, node, where);
        if (type instanceof ValueType.Scalar scalar) {
            return scalar.form().isZero(value) ? null : value;
        }
        boolean isByValue = type instanceof ValueType.Struct || type instanceof ValueType.Free;
        return isByValue && value instanceof Map<?, ?> map && map.isEmpty() ? null : value;
    }

    private Object present(ValueType type, YamlNode node, String where) {
        if (type instanceof ValueType.Struct struct) {
            return struct(struct, mapping(node, where), where);
        } else if (type instanceof ValueType.MapOf map) {
            return map(map.value(), mapping(node, where), where);
        } else if (type instanceof ValueType.Free) {
            return free(mapping(node, where), where);
        } else if (type instanceof ValueType.ListOf list) {
            return list(list.item(), node, where);
        } else if (type instanceof ValueType.Scalar scalar) {
            return scalar(scalar.form(), node, where);
        }
        throw new IllegalStateException(type.toString());
    }

    private Object scalar(ScalarForm form, YamlNode node, String where) {
        if (form == ScalarForm.ARGUMENT && node instanceof YamlNode.Sequence) {
            return list(new ValueType.Scalar(ScalarForm.STRING), node, where);
        }
        if (!(node instanceof YamlNode.Scalar scalar)) {
            throw wrong(node, where, form.expected());
        }
        try {
            return form.parse(scalar.text(), scalar.isPlain());
        } catch (IllegalArgumentException e) {
            throw wrong(node, where, form.expected());
        }
    }

    private List<Object> list(ValueType item, YamlNode node, String where) {
        if (!(node instanceof YamlNode.Sequence sequence)) {
            throw wrong(node, where, "a list");
        }
        var items = new ArrayList<Object>();
        for (YamlNode child : sequence.items()) {
            boolean isNull = child instanceof YamlNode.Scalar scalar && scalar.isNull();
            if (!isNull || item instanceof ValueType.Pointer) { // upstream drops other empty items
                items.add(element(item, child, where + "[" + items.size() + "]"));
            }
        }
        return items;
    }

    private Map<String, Object> map(ValueType type, YamlNode.Mapping node, String where) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (YamlNode.Entry entry : node.entries()) {
            map.put(entry.key(), element(type, entry.value(), where + "." + entry.key()));
        }
        return map;
    }

    /** An item is there even when it is empty, except that a pointer must lead somewhere. */
    private Object element(ValueType type, YamlNode node, String where) {
        boolean isNull = node instanceof YamlNode.Scalar scalar && scalar.isNull();
        if (isNull && type instanceof ValueType.Pointer) {
            throw ConfigException.at(node.line(), where, "the item is empty", "remove it or give it a value");
        } else if (isNull && !(type instanceof ValueType.Scalar)) {
            return type instanceof ValueType.ListOf ? new ArrayList<>() : new LinkedHashMap<String, Object>();
        }
        return present(type.bare(), node, where);
    }

    static Map<String, Object> free(YamlNode.Mapping node, String where) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (YamlNode.Entry entry : node.entries()) {
            map.put(entry.key(), anything(entry.value(), where + "." + entry.key()));
        }
        return map;
    }

    private static Object anything(YamlNode node, String where) {
        if (node instanceof YamlNode.Mapping mapping) {
            return free(mapping, where);
        } else if (node instanceof YamlNode.Sequence sequence) {
            var items = new ArrayList<Object>();
            sequence.items().forEach(item -> items.add(anything(item, where)));
            return items;
        }
        var scalar = (YamlNode.Scalar) node;
        return scalar.isPlain() ? Scalars.any(scalar.text()).orElse(Nothing.NULL) : scalar.text();
    }

    private static YamlNode.Mapping mapping(YamlNode node, String where) {
        if (node instanceof YamlNode.Mapping mapping) {
            return mapping;
        }
        throw wrong(node, where, "a mapping");
    }

    private static ConfigException wrong(YamlNode node, String where, String expected) {
        String given =
                node instanceof YamlNode.Scalar ? "a value" : node instanceof YamlNode.Mapping ? "a mapping" : "a list";
        return ConfigException.at(
                node.line(),
                where,
                "it must be " + expected + ", but it is " + given
                        + (node instanceof YamlNode.Scalar ? " of another form" : ""),
                "correct the value");
    }

    /** Upstream drops line breaks before inline manifests (v1alpha1.ClusterInlineManifests, UnmarshalYAML). */
    private static Object trimmed(Object manifests) {
        for (Object manifest : Trees.list(manifests)) {
            Map<String, Object> fields = Trees.map(manifest);
            String contents = Trees.text(fields.get("contents"));
            fields.computeIfPresent("contents", (key, old) -> contents.replaceFirst("^[\\t\\n\\u000b\\f\\r]+", ""));
        }
        return manifests;
    }
}

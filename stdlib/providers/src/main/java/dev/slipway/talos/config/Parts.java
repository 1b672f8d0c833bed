package dev.slipway.talos.config;

import dev.slipway.talos.identity.Signed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds documents from their parts; a part that is null or empty text is left out, as if it weren't set. */
final class Parts {
    private final Map<String, Object> map = new LinkedHashMap<>();

    static Parts of() {
        return new Parts();
    }

    Parts put(String key, @Nullable Object value) {
        if (value instanceof Parts parts) {
            map.put(key, parts.map);
        } else if (value instanceof Integer number) {
            map.put(key, (long) number);
        } else if (value != null && !value.equals("")) {
            map.put(key, value);
        }
        return this;
    }

    /** Sets the value only under the condition. */
    Parts when(boolean condition, String key, @Nullable Object value) {
        return condition ? put(key, value) : this;
    }

    /** A list, left out when it is empty. */
    Parts list(String key, List<String> values) {
        return values.isEmpty() ? this : put(key, new java.util.ArrayList<Object>(values));
    }

    Map<String, Object> map() {
        return map;
    }

    static ConfigDocument document(String kind, Parts parts) {
        return document(kind, "", parts);
    }

    static ConfigDocument document(String kind, String name, Parts parts) {
        DocumentKind known = Objects.requireNonNull(ConfigSchema.kind(kind), kind);
        Map<String, Object> fields = new LinkedHashMap<>(parts.map);
        if (!known.isRoot()) {
            fields.put("apiVersion", "v1alpha1");
            fields.put("kind", kind);
        }
        if (!name.isEmpty()) {
            fields.put("name", name);
        }
        return new ConfigDocument(known, ordered(known.type(), fields));
    }

    /** In the order of the types, as if it were read. */
    private static Map<String, Object> ordered(ValueType.Struct type, Map<String, Object> fields) {
        for (String key : fields.keySet()) {
            if (!type.fields().containsKey(key)) {
                throw new IllegalStateException(type + " has no " + key);
            }
        }
        Map<String, Object> ordered = DocumentDecoder.ordered(type, fields);
        ordered.replaceAll((key, value) ->
                ordered(Objects.requireNonNull(type.fields().get(key)).type(), value));
        return ordered;
    }

    private static Object ordered(ValueType declared, Object value) {
        ValueType type = declared.bare();
        if (type instanceof ValueType.Struct struct && value instanceof Map<?, ?>) {
            return ordered(struct, dev.slipway.talos.yaml.Trees.map(value));
        } else if (type instanceof ValueType.ListOf list && value instanceof List<?>) {
            List<Object> items = dev.slipway.talos.yaml.Trees.list(value);
            items.replaceAll(item -> ordered(list.item(), item));
            return items;
        }
        return value;
    }

    /** A certificate and key as the root document carries them. */
    static Map<String, Object> encoded(Signed signed) {
        return of().put("crt", signed.encodedCrt()).put("key", signed.encodedKey()).map;
    }

    /** A certificate without its key, as workers have it. */
    static Map<String, Object> encodedCertificate(Signed signed) {
        return of().put("crt", signed.encodedCrt()).map;
    }

    /** A certificate and key as documents carry them. */
    static Map<String, Object> plain(Signed signed) {
        return of().put("cert", signed.crt()).put("key", signed.key()).map;
    }
}

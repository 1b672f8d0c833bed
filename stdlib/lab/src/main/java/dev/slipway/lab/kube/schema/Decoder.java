package dev.slipway.lab.kube.schema;

import dev.slipway.lab.Json;
import dev.slipway.lab.kube.object.GoText;
import dev.slipway.lab.kube.object.Quantity;
import dev.slipway.lab.kube.object.Tree;
import dev.slipway.lab.kube.schema.Schema.Empty;
import dev.slipway.lab.kube.schema.Schema.Field;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads an object of a built-in kind as Go does, and writes it as Go does: fields that the type does not have are
 * reported and dropped, null is the zero value, and empty values are left out unless the field's tag keeps them. Errors
 * have the words of encoding/json and of the types' own decoders.
 */
public final class Decoder {
    private final List<String> unknown = new ArrayList<>();

    /** A value that Go cannot put into its field. */
    public static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreadable(String why) {
            super(why);
        }

        public String why() {
            return String.valueOf(getMessage());
        }
    }

    private Decoder() {}

    /** The object of a type. */
    public static Map<String, Object> read(Schema schema, Map<String, Object> json, List<String> unknown) {
        var decoder = new Decoder();
        Map<String, Object> object = decoder.struct(schema, json, "");
        unknown.addAll(decoder.unknown);
        return object;
    }

    private Map<String, Object> struct(Schema schema, Map<String, Object> json, String path) {
        var object = new LinkedHashMap<String, Object>();
        for (String first : List.of("kind", "apiVersion", "metadata")) {
            field(schema, first, json, path, object);
        }
        for (String name : json.keySet()) {
            if (!schema.fields().containsKey(name)) {
                unknown.add(path.isEmpty() ? name : path + "." + name);
            }
        }
        for (String name : schema.fields().keySet()) {
            if (!object.containsKey(name)) {
                field(schema, name, json, path, object);
            }
        }
        return object;
    }

    private void field(Schema owner, String name, Map<String, Object> json, String path, Map<String, Object> into) {
        Field field = owner.fields().get(name);
        if (field == null) {
            return;
        }
        Schema type = field.type().get();
        Object given = json.get(name);
        String at = path.isEmpty() ? name : path + "." + name;
        Object value = given == null ? null : value(owner, type, given, at);
        if (value == null || isZero(value)) {
            if (field.empty() == Empty.WRITTEN) {
                into.put(name, zero(type));
            } else if (value != null && (field.empty() == Empty.KEPT || isKept(type, value))) {
                into.put(name, value);
            }
            return;
        }
        into.put(name, value);
    }

    /** Empty structs behind pointers stay, and so do quantities and the like, which are never empty. */
    private static boolean isKept(Schema type, Object value) {
        return switch (type.shape()) {
            case STRUCT, ANY, RAW, QUANTITY, INT_OR_STRING, TIME -> !"".equals(value);
            default -> false;
        };
    }

    private static boolean isZero(Object value) {
        return value.equals("")
                || value.equals(0L)
                || value.equals(false)
                || (value instanceof Map<?, ?> map && map.isEmpty())
                || (value instanceof List<?> list && list.isEmpty());
    }

    private @Nullable Object zero(Schema type) {
        return switch (type.shape()) {
            case STRING -> "";
            case INT32, INT64, NUMBER, INT_OR_STRING -> 0L;
            case QUANTITY -> "0";
            case BOOLEAN -> false;
            case STRUCT -> struct(type, Map.of(), "");
            default -> null;
        };
    }

    private @Nullable Object value(Schema owner, Schema type, Object given, String path) {
        return switch (type.shape()) {
            case STRING -> given instanceof String ? given : fail(owner, type, given, path);
            case BOOLEAN -> given instanceof Boolean ? given : fail(owner, type, given, path);
            case NUMBER -> given instanceof Number ? given : fail(owner, type, given, path);
            case INT32 -> integer(owner, type, given, path, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case INT64 -> integer(owner, type, given, path, Long.MIN_VALUE, Long.MAX_VALUE);
            case BYTES -> bytes(owner, type, given, path);
            case TIME -> time(type, given);
            case QUANTITY -> quantity(given);
            case INT_OR_STRING ->
                given instanceof String || given instanceof Long ? given : fail(owner, type, given, path);
            case ANY, RAW -> given;
            case STRUCT ->
                given instanceof Map<?, ?> ? struct(type, Tree.map(given), path) : fail(owner, type, given, path);
            case MAP -> map(owner, type, given, path);
            case LIST -> list(owner, type, given, path);
        };
    }

    private Object map(Schema owner, Schema type, Object given, String path) {
        if (!(given instanceof Map<?, ?>)) {
            return fail(owner, type, given, path);
        }
        var map = new LinkedHashMap<String, Object>();
        Tree.map(given).forEach((name, item) -> {
            Object value = item == null ? null : value(owner, type.item(), item, inner(type, path, name));
            map.put(name, value == null ? zero(type.item()) : value);
        });
        return map;
    }

    private static String inner(Schema type, String path, String name) {
        return type.item().shape() == Schema.Shape.STRUCT ? path + "." + name : path;
    }

    private Object list(Schema owner, Schema type, Object given, String path) {
        if (!(given instanceof List<?>)) {
            return fail(owner, type, given, path);
        }
        var list = new ArrayList<Object>();
        for (Object item : Tree.list(given)) {
            Object value = item == null ? null : value(owner, type.item(), item, path + "[" + list.size() + "]");
            list.add(value == null ? zero(type.item()) : value);
        }
        return list;
    }

    private static Object integer(Schema owner, Schema type, Object given, String path, long least, long most) {
        if (given instanceof Long number && number >= least && number <= most) {
            return number;
        }
        return fail(owner, type, given, path);
    }

    private static Object bytes(Schema owner, Schema type, Object given, String path) {
        if (!(given instanceof String text)) {
            return fail(owner, type, given, path);
        }
        try {
            return Base64.getEncoder().encodeToString(Base64.getDecoder().decode(text.replaceAll("[\r\n]", "")));
        } catch (IllegalArgumentException e) {
            throw new Unreadable("illegal base64 data at input byte " + illegal(text));
        }
    }

    private static int illegal(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isLetterOrDigit(c) && c != '+' && c != '/' && c != '=' || c > 'z') {
                return i;
            }
        }
        return text.length() / 4 * 4;
    }

    private static Object quantity(Object given) {
        try {
            return Quantity.parse(String.valueOf(given)).text();
        } catch (IllegalArgumentException e) {
            throw new Unreadable(Quantity.MISMATCH);
        }
    }

    private static Object time(Schema type, Object given) {
        if (!(given instanceof String text)) {
            throw new Unreadable("json: cannot unmarshal " + kindOf(given) + " into Go value of type string");
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME);
            return type.name().isEmpty()
                    ? DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'")
                            .format(time.withOffsetSameInstant(ZoneOffset.UTC))
                    : text;
        } catch (DateTimeParseException e) {
            throw new Unreadable("parsing time " + GoText.quoted(text)
                    + " as \"2006-01-02T15:04:05Z07:00\": cannot parse " + GoText.quoted(text) + " as \"2006\"");
        }
    }

    private static Object fail(Schema owner, Schema type, Object given, String path) {
        String kind = kindOf(given)
                + (given instanceof Number && !type.goType().equals("string") ? " " + Json.text(given) : "");
        if (given instanceof Number && !type.goType().matches("u?int.*")) {
            kind = "number";
        }
        throw new Unreadable("json: cannot unmarshal " + kind + " into Go struct field " + owner.shortName() + "."
                + path.replaceAll("\\[[0-9]+\\]", "") + " of type " + type.goType());
    }

    private static String kindOf(Object given) {
        return given instanceof String
                ? "string"
                : given instanceof Number
                        ? "number"
                        : given instanceof Boolean ? "bool" : given instanceof List<?> ? "array" : "object";
    }
}

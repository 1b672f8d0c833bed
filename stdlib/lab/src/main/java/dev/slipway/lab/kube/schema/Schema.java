package dev.slipway.lab.kube.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The type of a value, and how it merges.
 *
 * @param fields of a {@link Shape#STRUCT}, by name
 * @param items the type of the items of a list or of the values of a map; of a struct, that of fields it does not know
 * @param list how a list merges
 * @param keys the fields that tell the items of a {@link ListKind#MAP} apart
 * @param atomic whether a map or a struct is one value as a whole
 */
public record Schema(
        Shape shape,
        String name,
        Map<String, Field> fields,
        Optional<Supplier<Schema>> items,
        ListKind list,
        List<String> keys,
        boolean atomic) {

    /** What a value looks like. */
    public enum Shape {
        STRING,
        BYTES,
        TIME,
        INT32,
        INT64,
        NUMBER,
        BOOLEAN,
        INT_OR_STRING,
        QUANTITY,
        LIST,
        MAP,
        STRUCT,
        /** Anything, whose maps merge. */
        ANY,
        /** Anything, whose maps are one value. */
        RAW
    }

    /** How a list merges. */
    public enum ListKind {
        ATOMIC,
        SET,
        MAP
    }

    /** What becomes of an empty value: the field's tag and type in Go decide. */
    public enum Empty {
        /** It is left out. */
        OMITTED,
        /** It is written if it was given. */
        KEPT,
        /** It is written always. */
        WRITTEN
    }

    /**
     * A field of a struct.
     *
     * @param strategy how a strategic merge patch treats it, such as {@code merge,retainKeys}
     * @param mergeKey by which field it tells items apart
     * @param empty what becomes of an empty value when Go writes the field
     * @param preset the default that the schema declares
     */
    public record Field(
            String name,
            boolean required,
            Supplier<Schema> type,
            String strategy,
            String mergeKey,
            Empty empty,
            @Nullable Object preset,
            List<String> values) {}

    /** A type without parts. */
    public static Schema plain(Shape shape) {
        return scalar(shape);
    }

    /** A list that merges as its definition says: {@code set}, {@code map}, or as a whole. */
    public static Schema array(Supplier<Schema> items, String kind, List<String> keys) {
        ListKind list = kind.equals("set") ? ListKind.SET : kind.equals("map") ? ListKind.MAP : ListKind.ATOMIC;
        return list(items, list, keys);
    }

    /** An object with fields, and, where there may be others, the type of those. */
    public static Schema structure(Map<String, Field> fields, Optional<Supplier<Schema>> more, boolean atomic) {
        return struct("", fields, more, atomic);
    }

    static Schema scalar(Shape shape) {
        return new Schema(shape, "", Map.of(), Optional.empty(), ListKind.ATOMIC, List.of(), false);
    }

    public static Schema any() {
        return scalar(Shape.ANY);
    }

    static Schema list(Supplier<Schema> items, ListKind list, List<String> keys) {
        return new Schema(Shape.LIST, "", Map.of(), Optional.of(items), list, keys, false);
    }

    static Schema map(Supplier<Schema> values, boolean atomic) {
        return new Schema(Shape.MAP, "", Map.of(), Optional.of(values), ListKind.ATOMIC, List.of(), atomic);
    }

    static Schema struct(String name, Map<String, Field> fields, Optional<Supplier<Schema>> more, boolean atomic) {
        return new Schema(Shape.STRUCT, name, fields, more, ListKind.ATOMIC, List.of(), atomic);
    }

    Schema atomic(boolean atomic) {
        return new Schema(shape, name, fields, items, list, keys, atomic);
    }

    Schema list(ListKind list, List<String> keys) {
        return new Schema(shape, name, fields, items, list, keys, atomic);
    }

    /** The type of the items or values, or of anything where it is open. */
    public Schema item() {
        return items.map(Supplier::get).orElseGet(Schema::any);
    }

    /** The type of a field of a map or a struct, or empty where there is none of this name. */
    public Optional<Schema> member(String field) {
        Field known = fields.get(field);
        if (known != null) {
            return Optional.of(known.type().get());
        }
        return switch (shape) {
            case ANY -> Optional.of(this);
            case RAW, MAP -> Optional.of(item());
            case STRUCT -> items.map(Supplier::get);
            default -> Optional.empty();
        };
    }

    public boolean isOpen() {
        return shape == Shape.ANY || shape == Shape.RAW;
    }

    public boolean isObject() {
        return shape == Shape.MAP || shape == Shape.STRUCT;
    }

    /** What Go calls the type, as far as messages show it. */
    public String goType() {
        return switch (shape) {
            case STRING, QUANTITY, INT_OR_STRING, TIME -> "string";
            case BYTES -> "[]uint8";
            case INT32 -> "int32";
            case INT64 -> "int64";
            case NUMBER -> "float64";
            case BOOLEAN -> "bool";
            case LIST -> "[]" + item().goType();
            case MAP -> "map[string]" + item().goType();
            case STRUCT -> packageOf() + "." + shortName();
            case ANY, RAW -> "interface {}";
        };
    }

    /** The last part of the type's name: {@code ServicePort}. */
    public String shortName() {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private String packageOf() {
        String front = name.substring(0, Math.max(0, name.lastIndexOf('.')));
        return front.substring(front.lastIndexOf('.') + 1);
    }
}

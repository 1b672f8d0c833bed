package dev.slipway.provide;

import java.util.Map;
import java.util.TreeMap;

/** The inputs that a kind takes. An open shape takes anything. */
public record Shape(boolean open, Map<String, Field> fields) {
    public static final Shape OPEN = new Shape(true, Map.of());

    public Shape {
        fields = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }

    public static Shape of(Map<String, Field> fields) {
        return new Shape(false, fields);
    }

    /** The field of this name; of an open shape, an optional one of any type. */
    public Field field(String name) {
        return fields.getOrDefault(name, Field.ANY);
    }

    public enum Type {
        ANY,
        TEXT,
        NUMBER,
        TRUTH,
        ITEMS,
        FIELDS,
        SECRET,
        CONTENT
    }

    /**
     * What is known of one input.
     *
     * @param replaces changing it means a new object
     * @param unordered a list whose order says nothing
     */
    public record Field(Type type, boolean required, boolean replaces, boolean unordered) {
        public static final Field ANY = new Field(Type.ANY, false, false, false);

        public static Field of(Type type) {
            return new Field(type, false, false, false);
        }

        public Field mandatory() {
            return new Field(type, true, replaces, unordered);
        }

        public Field replacing() {
            return new Field(type, required, true, unordered);
        }

        public Field inAnyOrder() {
            return new Field(type, required, replaces, true);
        }
    }
}

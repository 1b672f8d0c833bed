package dev.slipway.provide;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The inputs that a kind takes, and what is certain of its outputs. An open shape takes anything.
 *
 * @param lasting outputs that no update in place ever changes, such as an id; others may rely on them while planning
 * @param ways inputs that say how an object is reached and nothing of what it is: when one changes, nothing is done
 */
public record Shape(boolean open, Map<String, Field> fields, Set<String> lasting, Set<String> ways) {
    public static final Shape OPEN = new Shape(true, Map.of(), Set.of(), Set.of());

    public Shape {
        lasting = Set.copyOf(lasting);
        ways = Set.copyOf(ways);
        fields = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }

    public static Shape of(Map<String, Field> fields) {
        return new Shape(false, fields, Set.of(), Set.of());
    }

    public Shape lasting(String... outputs) {
        return new Shape(open, fields, Set.of(outputs), ways);
    }

    public Shape reachedBy(String... inputs) {
        return new Shape(open, fields, lasting, Set.of(inputs));
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

package dev.slipway.talos.config;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The type of a value in a machine configuration. Values are maps in the order of their fields, lists, text, whole
 * numbers ({@code Long}, or {@code BigInteger} above 2^63), decimals and booleans. A value equal to what upstream's Go type
 * holds when it isn't set is absent, unless the type is a {@link Pointer}, where absent and zero differ.
 */
sealed interface ValueType {
    /** A single value with a text form of its own. */
    record Scalar(ScalarForm form) implements ValueType {}

    /** Absent differs from empty, and a patch may set zero. */
    record Pointer(ValueType target) implements ValueType {}

    record ListOf(ValueType item) implements ValueType {}

    record MapOf(ValueType value) implements ValueType {}

    /** Free-form: the system behind the field decides what it may contain. */
    record Free() implements ValueType {}

    /**
     * A type with named fields.
     *
     * @param name upstream's Go type
     * @param zero the fields that decide whether it counts as empty, or none when all do
     */
    record Struct(String name, Map<String, Field> fields, Set<String> zero) implements ValueType {
        Struct(String name) {
            this(name, new LinkedHashMap<>(), new HashSet<>());
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** The type without its pointer. */
    default ValueType bare() {
        return this instanceof Pointer pointer ? pointer.target : this;
    }
}

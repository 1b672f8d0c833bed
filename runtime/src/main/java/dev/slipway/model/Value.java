package dev.slipway.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What tasks are given and what they leave behind. A closed set of shapes, each of which knows its canonical form, so
 * that equal values have equal fingerprints whatever built them.
 *
 * <p>{@link Ref} stands for a field of another task's outputs; planning puts the value in its place, or an
 * {@link Unknown} where the world must act first.
 */
public sealed interface Value
        permits Missing,
                BoolValue,
                IntValue,
                Decimal,
                StringValue,
                ListValue,
                Fields,
                Ref,
                Secret,
                FileContent,
                Unknown {

    /** Writes the canonical form, which is both what is stored and, in an encoder of identities, what is hashed. */
    void write(Encoder out);

    /** Whether everything in it is known: no reference and no unknown. */
    default boolean isKnown() {
        return true;
    }

    /** Whether it holds a secret or anything made from one. */
    default boolean isSecret() {
        return false;
    }

    /** The value at a path, or {@link Missing} where nothing is there. */
    default Value at(FieldPath path) {
        Value value = this;
        for (int i = 0; i < path.segments().size(); i++) {
            value = value.part(path.segments().get(i));
        }
        return value;
    }

    /** The direct part of this name, or {@link Missing}. */
    default Value part(String name) {
        return Missing.ABSENT;
    }

    /** The same with something else in the place of each direct part; what has no parts stays as it is. */
    default Value mapped(UnaryOperator<Value> each) {
        return this;
    }

    /** Takes plain Java data as a value: strings, numbers, booleans, lists, maps and null. */
    static Value of(@org.jspecify.annotations.Nullable Object plain) {
        if (plain == null) {
            return Missing.ABSENT;
        } else if (plain instanceof Value value) {
            return value;
        } else if (plain instanceof String text) {
            return new StringValue(text);
        } else if (plain instanceof Boolean truth) {
            return BoolValue.of(truth);
        } else if (plain instanceof Integer || plain instanceof Long || plain instanceof Short) {
            return new IntValue(((Number) plain).longValue());
        } else if (plain instanceof Double || plain instanceof Float) {
            return new Decimal(BigDecimal.valueOf(((Number) plain).doubleValue()));
        } else if (plain instanceof BigDecimal decimal) {
            return new Decimal(decimal);
        } else if (plain instanceof List<?> list) {
            var items = new ArrayList<Value>(list.size());
            list.forEach(item -> items.add(of(item)));
            return new ListValue(items);
        } else if (plain instanceof Map<?, ?> map) {
            var entries = new TreeMap<String, Value>();
            map.forEach((name, value) -> entries.put(String.valueOf(name), of(value)));
            return new Fields(entries);
        }
        throw new IllegalArgumentException(
                "no value can be made of a " + plain.getClass().getName());
    }
}

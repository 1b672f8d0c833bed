package dev.slipway.model;

import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Values by name, in the order of their names. Kept as two arrays: a graph of 100,000 tasks holds as many of these, and
 * a map would cost three times the memory.
 */
public final class Fields implements Value {
    public static final Fields NONE = new Fields(new String[0], new Value[0]);

    private final String[] names;
    private final Value[] values;

    public Fields(Map<String, ? extends Value> entries) {
        var sorted = entries instanceof SortedMap<String, ? extends Value> already && already.comparator() == null
                ? already
                : new TreeMap<>(entries);
        this.names = sorted.keySet().toArray(new String[0]);
        this.values = sorted.values().toArray(new Value[0]);
    }

    private Fields(String[] names, Value[] values) {
        this.names = names;
        this.values = values;
    }

    /** Fields of alternating names and plain values: {@code of("cores", 4, "name", "cp-1")}. */
    public static Fields of(@Nullable Object... namesAndValues) {
        var entries = new TreeMap<String, Value>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            entries.put(String.valueOf(namesAndValues[i]), Value.of(namesAndValues[i + 1]));
        }
        return new Fields(entries);
    }

    /** Takes arrays that are sorted by name already, without a copy; for readers of the canonical form. */
    static Fields sorted(String[] names, Value[] values) {
        return names.length == 0 ? NONE : new Fields(names, values);
    }

    public int size() {
        return names.length;
    }

    public String name(int i) {
        return names[i];
    }

    public Value value(int i) {
        return values[i];
    }

    public List<String> names() {
        return Collections.unmodifiableList(Arrays.asList(names));
    }

    public List<Map.Entry<String, Value>> entries() {
        var entries = new ArrayList<Map.Entry<String, Value>>(names.length);
        for (int i = 0; i < names.length; i++) {
            entries.add(new SimpleImmutableEntry<>(names[i], values[i]));
        }
        return Collections.unmodifiableList(entries);
    }

    /** The value of a name, or {@link Missing}. */
    public Value get(String name) {
        int i = Arrays.binarySearch(names, name);
        return i < 0 ? Missing.ABSENT : values[i];
    }

    /** The text of a name; any other shape than text is printed, and nothing is empty. */
    public String text(String name) {
        Value value = get(name);
        return value == Missing.ABSENT ? "" : value.toString();
    }

    /** The whole number of a name, or the given one where it is missing or no number. */
    public long whole(String name, long otherwise) {
        return get(name) instanceof IntValue whole ? whole.number() : otherwise;
    }

    public Fields with(String name, Value value) {
        var entries = new TreeMap<String, Value>();
        for (int i = 0; i < names.length; i++) {
            entries.put(names[i], values[i]);
        }
        entries.put(name, value);
        return new Fields(entries);
    }

    @Override
    public void write(Encoder out) {
        out.tag(Tag.FIELDS);
        out.count(names.length);
        out.enter();
        for (int i = 0; i < names.length; i++) {
            out.name(names[i]);
            values[i].write(out);
        }
        out.leave();
    }

    @Override
    public boolean isKnown() {
        for (Value value : values) {
            if (!value.isKnown()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean isSecret() {
        for (Value value : values) {
            if (value.isSecret()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Value part(String name) {
        return get(name);
    }

    @Override
    public Fields mapped(UnaryOperator<Value> each) {
        var mapped = new Value[values.length];
        for (int i = 0; i < mapped.length; i++) {
            mapped[i] = each.apply(values[i]);
        }
        return sorted(names, mapped);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fields that && Arrays.equals(names, that.names) && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(names) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        var text = new StringJoiner(", ", "{", "}");
        for (int i = 0; i < names.length; i++) {
            text.add(names[i] + ": " + values[i]);
        }
        return text.toString();
    }
}

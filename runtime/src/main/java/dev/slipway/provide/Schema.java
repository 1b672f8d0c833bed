package dev.slipway.provide;

import dev.slipway.model.FieldPath;
import dev.slipway.model.Value;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The inputs that a kind takes, and what is certain of its outputs. An open shape takes anything.
 *
 * @param lasting outputs that no update in place ever changes, such as an id; others may rely on them while planning
 * @param ways inputs that say how an object is reached and nothing of what it is: when one changes, nothing is done
 * @param lifecycle how its objects are created, changed, replaced and deleted
 * @param data which resources hold data, and are protected unless their declaration overrides it
 * @param generated whether words add its tasks beside what is declared, such as the rendered text of a template
 */
public record Schema(
        boolean open,
        Map<String, Field> fields,
        Set<String> lasting,
        Set<String> ways,
        Lifecycle lifecycle,
        DataRule data,
        boolean generated) {
    public static final Schema OPEN =
            new Schema(true, Map.of(), Set.of(), Set.of(), Lifecycle.PLAIN, DataRule.NONE, false);

    public Schema {
        lasting = Set.copyOf(lasting);
        ways = Set.copyOf(ways);
        fields = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }

    public static Schema of(Map<String, Field> fields) {
        return new Schema(false, fields, Set.of(), Set.of(), Lifecycle.PLAIN, DataRule.NONE, false);
    }

    public Schema lasting(String... outputs) {
        return new Schema(open, fields, Set.of(outputs), ways, lifecycle, data, generated);
    }

    public Schema reachedBy(String... inputs) {
        return new Schema(open, fields, lasting, Set.of(inputs), lifecycle, data, generated);
    }

    /** Inputs that the system fills in when the script omits them, such as {@code id} or {@code nics.*.mac}. */
    public Schema computed(String... inputs) {
        return with(
                lifecycle.computed(Arrays.stream(inputs).map(FieldPath::parse).toList()));
    }

    /** Inputs of which the system has no two objects with equal values; several count together, as one key. */
    public Schema unique(String... inputs) {
        return with(
                lifecycle.alsoUnique(Arrays.stream(inputs).map(FieldPath::parse).toList()));
    }

    /** Its objects live inside those of another kind. */
    public Schema within(String kind, Containment.Fate fate) {
        return with(lifecycle.within(new Containment(kind, fate, false)));
    }

    /** Its objects live inside those of another kind and protect them. */
    public Schema guarding(String kind, Containment.Fate fate) {
        return with(lifecycle.within(new Containment(kind, fate, true)));
    }

    /** An input that puts the object into force, and its value as long as what guards the object is not in place. */
    public Schema held(String input, Object out) {
        return with(lifecycle.alsoHeld(input, Value.of(out)));
    }

    /**
     * Fields that say where the system keeps an object, such as its node. It may be moved at any time; a step that was
     * planned before goes on.
     */
    public Schema movable(String... names) {
        return with(lifecycle.movable(Set.of(names)));
    }

    /** Of a kind whose objects are work that was done: the input that has it done in every run. */
    public Schema repeatedBy(String input) {
        return with(lifecycle.repeats(input));
    }

    private Schema with(Lifecycle other) {
        return new Schema(open, fields, lasting, ways, other, data, generated);
    }

    /** Declares which resources of the kind hold data. */
    public Schema holding(DataRule rule) {
        return new Schema(open, fields, lasting, ways, lifecycle, rule, generated);
    }

    /** Of a kind whose tasks words add beside what is declared; a plan shows them only when every step is asked for. */
    public Schema generated(boolean on) {
        return new Schema(open, fields, lasting, ways, lifecycle, data, on);
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
     * @param internal of a field that Slipway adds for itself, what it means when it differs, in words; empty for others
     */
    public record Field(Type type, boolean required, boolean replaces, boolean unordered, String internal) {
        public static final Field ANY = new Field(Type.ANY, false, false, false, "");

        public static Field of(Type type) {
            return new Field(type, false, false, false, "");
        }

        public Field internal(String words) {
            return new Field(type, required, replaces, unordered, words);
        }

        public Field mandatory() {
            return new Field(type, true, replaces, unordered, internal);
        }

        public Field replacing() {
            return new Field(type, required, true, unordered, internal);
        }

        public Field inAnyOrder() {
            return new Field(type, required, replaces, true, internal);
        }
    }
}

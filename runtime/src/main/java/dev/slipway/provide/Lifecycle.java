package dev.slipway.provide;

import dev.slipway.model.BoolValue;
import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.Value;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a kind declares of how its objects are created, changed, replaced and deleted. The engine acts on it.
 *
 * @param computed inputs that the system fills in when the script omits them; {@code *} stands for any item or name, as in
 *     {@code nics.*.mac}. They keep their recorded value: removing the line changes nothing
 * @param unique inputs, or inputs that count together, of which the system has no two objects with equal values
 * @param within the kind that contains it, if there is one
 * @param held inputs that put the object into force, each with the value that keeps it out of force until what guards it
 *     is in place
 * @param repeats of a kind whose objects are work that was done, the input that has it done in every run. What was done is
 *     not undone: work that is no longer declared is dropped from state
 * @param movable fields that say where the system keeps an object; it stays the same object when they change
 */
public record Lifecycle(
        List<FieldPath> computed,
        Set<List<FieldPath>> unique,
        Optional<Containment> within,
        Map<String, Value> held,
        Optional<String> repeats,
        Set<String> movable) {
    public static final Lifecycle PLAIN =
            new Lifecycle(List.of(), Set.of(), Optional.empty(), Map.of(), Optional.empty(), Set.of());

    public Lifecycle {
        computed = List.copyOf(computed);
        unique = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(unique));
        held = Map.copyOf(held);
        movable = Set.copyOf(movable);
    }

    Lifecycle computed(List<FieldPath> paths) {
        return new Lifecycle(paths, unique, within, held, repeats, movable);
    }

    Lifecycle alsoUnique(List<FieldPath> key) {
        var all = new LinkedHashSet<>(unique);
        all.add(List.copyOf(key));
        return new Lifecycle(computed, all, within, held, repeats, movable);
    }

    Lifecycle within(Containment containment) {
        return new Lifecycle(computed, unique, Optional.of(containment), held, repeats, movable);
    }

    Lifecycle alsoHeld(String input, Value out) {
        var all = new LinkedHashMap<>(held);
        all.put(input, out);
        return new Lifecycle(computed, unique, within, all, repeats, movable);
    }

    Lifecycle movable(Set<String> fields) {
        return new Lifecycle(computed, unique, within, held, repeats, fields);
    }

    Lifecycle repeats(String input) {
        return new Lifecycle(computed, unique, within, held, Optional.of(input), movable);
    }

    /** Whether the objects of the kind are work that was done, and cannot be undone. */
    public boolean isWork() {
        return repeats.isPresent();
    }

    /** Whether this work is done in every run. */
    public boolean repeats(Fields inputs) {
        return repeats.filter(input -> inputs.get(input) == BoolValue.TRUE).isPresent();
    }

    /** Whether the system fills in this input when the script omits it. */
    public boolean isComputed(FieldPath path) {
        for (FieldPath pattern : computed) {
            if (fits(pattern.segments(), path.segments())) {
                return true;
            }
        }
        return false;
    }

    private static boolean fits(List<String> pattern, List<String> path) {
        boolean fits = pattern.size() == path.size();
        for (int i = 0; i < pattern.size() && fits; i++) {
            fits = pattern.get(i).equals("*") || pattern.get(i).equals(path.get(i));
        }
        return fits;
    }
}

package dev.slipway.providers;

import dev.slipway.model.Task;
import java.util.List;
import java.util.Optional;

/** What a script would need of a lab for one system: the lines to begin a layout with, as far as its declarations tell. */
public interface LabSketch {
    /** Takes up what one task needs. */
    void add(Task task);

    /** A value of the right form for a secret that an input of this name takes; empty where any text does. */
    default Optional<String> secret(String input) {
        return Optional.empty();
    }

    /** Whether an input of this name takes a key, of which the lab makes its own. */
    default boolean takesKey(String input) {
        return false;
    }

    /** The systems to place, a line each. */
    List<String> lines();
}

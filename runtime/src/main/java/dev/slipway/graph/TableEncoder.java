package dev.slipway.graph;

import dev.slipway.model.Encoder;
import dev.slipway.model.TaskKey;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes what occurs again and again (names, keys) in full where it first occurs, behind a zero, and as a number from
 * then on.
 */
public class TableEncoder extends Encoder {
    private final Map<String, Integer> names = new HashMap<>();
    private final Map<TaskKey, Integer> keys = new HashMap<>();

    @Override
    public final void name(String name) {
        if (isNew(names, name)) {
            text(name);
        }
    }

    @Override
    public final void key(TaskKey key) {
        if (isNew(keys, key)) {
            name(key.kind());
            text(key.name());
        }
    }

    /** Writes the number of a thing, or zero the first time, when the thing itself is to follow. */
    protected final <T> boolean isNew(Map<T, Integer> known, T thing) {
        Integer number = known.putIfAbsent(thing, known.size() + 1);
        count(number == null ? 0 : number);
        return number == null;
    }
}

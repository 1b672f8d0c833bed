package dev.slipway.store;

import dev.slipway.model.TaskKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers the words and the keys that a file has used, so that each is written once. A frame first defines what is new
 * in it; the reader then finds everything by number.
 */
final class StringTableWriter {
    private final Map<String, Integer> names = new HashMap<>();
    private final Map<TaskKey, Integer> keys = new HashMap<>();
    private final List<String> newNames = new ArrayList<>();
    private final List<TaskKey> newKeys = new ArrayList<>();

    StringTableWriter() {}

    /** Goes on where the frames of a file ended. */
    StringTableWriter(StringTable known) {
        known.names().forEach(name -> names.put(name, names.size()));
        known.keys().forEach(key -> keys.put(key, keys.size()));
    }

    int name(String name) {
        Integer number = names.get(name);
        if (number == null) {
            number = names.size();
            names.put(name, number);
            newNames.add(name);
        }
        return number;
    }

    int key(TaskKey key) {
        Integer number = keys.get(key);
        if (number == null) {
            name(key.kind());
            number = keys.size();
            keys.put(key, number);
            newKeys.add(key);
        }
        return number;
    }

    List<String> newNames() {
        return newNames;
    }

    List<TaskKey> newKeys() {
        return newKeys;
    }

    /** What was new is in the file now. */
    void keep() {
        newNames.clear();
        newKeys.clear();
    }

    /** What was new did not get into the file. */
    void forget() {
        newNames.forEach(names::remove);
        newKeys.forEach(keys::remove);
        keep();
    }
}

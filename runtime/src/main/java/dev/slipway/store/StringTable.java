package dev.slipway.store;

import dev.slipway.model.Decoder;
import dev.slipway.model.StringCache;
import dev.slipway.model.TaskKey;
import java.util.ArrayList;
import java.util.List;

/** The words and keys of a file by their numbers. One instance of each serves every record that mentions it. */
record StringTable(List<String> names, List<TaskKey> keys, StringCache lately) {
    StringTable() {
        this(new ArrayList<>(), new ArrayList<>(), new StringCache());
    }

    void define(Decoder in) {
        for (int i = in.count(); i > 0; i--) {
            names.add(lately.shared(in.text()));
        }
        for (int i = in.count(); i > 0; i--) {
            keys.add(new TaskKey(names.get(in.small()), in.text()));
        }
    }
}

package dev.slipway.graph;

import dev.slipway.model.Decoder;
import dev.slipway.model.FieldPath;
import dev.slipway.model.StringCache;
import dev.slipway.model.TaskKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what {@link TableEncoder} wrote; what was equal when written is one object when read. */
public class TableDecoder extends Decoder {
    private final List<String> names = new ArrayList<>();
    private final StringCache lately = new StringCache();
    private final List<TaskKey> keys = new ArrayList<>();
    private final Map<String, FieldPath> paths = new HashMap<>();

    protected TableDecoder(byte[] bytes) {
        super(bytes);
    }

    @Override
    public final String text() {
        return lately.shared(super.text());
    }

    @Override
    public final String name() {
        int known = known(names.size());
        if (known >= 0) {
            return names.get(known);
        }
        String name = text();
        names.add(name);
        return name;
    }

    @Override
    public final TaskKey key() {
        int known = known(keys.size());
        if (known >= 0) {
            return keys.get(known);
        }
        TaskKey key = super.key();
        keys.add(key);
        return key;
    }

    @Override
    public final FieldPath fieldPath() {
        return paths.computeIfAbsent(text(), text -> FieldPath.parse(text, lately::shared));
    }

    /** The place of something that has occurred before, or -1 for what follows in full. */
    protected final int known(int size) {
        int number = small();
        if (number > size) {
            throw new Garbled("number " + number + " of " + size, null);
        }
        return number - 1;
    }
}

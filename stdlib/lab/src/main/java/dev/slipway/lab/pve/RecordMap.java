package dev.slipway.lab.pve;

import dev.slipway.lab.TwinState;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Records of one sort by their keys, in order. What is put here is on the shelf when the call returns. */
final class RecordMap<T extends Record> {
    private final TwinState shelf;
    private final Map<String, T> records = new TreeMap<>();
    private final Runnable before;

    RecordMap(TwinState shelf, Class<T> type) {
        this(shelf, type, () -> {});
    }

    /**
     * One that says when it is about to change.
     *
     * @param before what is done before each change
     */
    RecordMap(TwinState shelf, Class<T> type, Runnable before) {
        this.shelf = shelf;
        this.before = before;
        for (String key : shelf.names()) {
            shelf.text(key).ifPresent(text -> records.put(key, RecordJson.read(type, text)));
        }
    }

    Optional<T> get(String key) {
        return Optional.ofNullable(records.get(key));
    }

    boolean has(String key) {
        return records.containsKey(key);
    }

    T put(String key, T record) {
        before.run();
        if (!record.equals(records.put(key, record))) {
            shelf.put(key, RecordJson.text(record));
        }
        return record;
    }

    void remove(String key) {
        before.run();
        if (records.remove(key) != null) {
            shelf.remove(key);
        }
    }

    /** A copy: whoever goes through it may change the drawer meanwhile. */
    Collection<T> values() {
        return List.copyOf(records.values());
    }

    Set<String> keys() {
        return java.util.Collections.unmodifiableSet(new java.util.TreeSet<>(records.keySet()));
    }

    void clear() {
        keys().forEach(this::remove);
    }
}

package dev.slipway.store;

import dev.slipway.model.TaskKey;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * All that is remembered at one moment.
 *
 * @param lineage a random name given to the state at its birth; a plan made for another is refused
 * @param sequence number of journal entries since birth
 * @param records by key
 * @param doubts steps that were begun and of which nobody knows the end
 */
public record Snapshot(String lineage, long sequence, Map<TaskKey, Recorded> records, Map<TaskKey, Open> doubts) {
    public Snapshot {
        records = Collections.unmodifiableMap(records);
        doubts = Collections.unmodifiableMap(doubts);
    }

    public static Snapshot empty(String lineage) {
        return new Snapshot(lineage, 0, Map.of(), Map.of());
    }

    public Optional<Recorded> record(TaskKey key) {
        return Optional.ofNullable(records.get(key));
    }

    /** This snapshot with more entries on top. */
    public Snapshot plus(Iterable<? extends Entry> entries) {
        var folding = new Folding(this);
        entries.forEach(folding::add);
        return folding.toSnapshot();
    }

    /** Adds entries up. The one place that says what an entry means. */
    static final class Folding {
        private final String lineage;
        private final Map<TaskKey, Recorded> records;
        private final Map<TaskKey, Open> doubts;
        private long sequence;

        Folding(Snapshot start) {
            lineage = start.lineage;
            sequence = start.sequence;
            records = new HashMap<>(start.records);
            doubts = new LinkedHashMap<>(start.doubts);
        }

        void add(Entry entry) {
            sequence++;
            TaskKey key = entry.key();
            if (entry instanceof Entry.Intent intent) {
                doubts.put(key, new Open(intent, ""));
            } else if (entry instanceof Entry.Handle handle) {
                doubts.computeIfPresent(key, (k, open) -> new Open(open.intent(), handle.remoteTask()));
            } else if (entry instanceof Entry.Done done) {
                doubts.remove(key);
                records.put(key, done.record());
            } else if (entry instanceof Entry.Failed) {
                doubts.remove(key);
            } else if (entry instanceof Entry.Forgot) {
                doubts.remove(key);
                records.remove(key);
            } else if (entry instanceof Entry.Moved moved) {
                Recorded moving = records.remove(key);
                if (moving != null) {
                    records.put(moved.to(), moving.as(moved.to()));
                }
            }
        }

        Snapshot toSnapshot() {
            return new Snapshot(lineage, sequence, records, doubts);
        }
    }
}

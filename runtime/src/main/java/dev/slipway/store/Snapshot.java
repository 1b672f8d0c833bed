package dev.slipway.store;

import dev.slipway.model.Fields;
import dev.slipway.model.TaskKey;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;

/**
 * All that is remembered at one moment.
 *
 * @param lineage a random name given to the state at its birth; a plan made for another is refused
 * @param sequence number of journal entries since birth
 * @param records by key
 * @param doubts steps that were begun and of which nobody knows the end
 * @param outputs what the script gave out when it was last applied
 */
public record Snapshot(
        String lineage,
        long sequence,
        Map<TaskKey, TaskRecord> records,
        Map<TaskKey, PendingIntent> doubts,
        Fields outputs) {
    public Snapshot {
        records = Collections.unmodifiableMap(records);
        doubts = Collections.unmodifiableMap(doubts);
    }

    public static Snapshot empty(String lineage) {
        return new Snapshot(lineage, 0, Map.of(), Map.of(), Fields.NONE);
    }

    public Optional<TaskRecord> record(TaskKey key) {
        return Optional.ofNullable(records.get(key));
    }

    /** This snapshot with more entries on top. */
    public Snapshot plus(Iterable<? extends Entry> entries) {
        var folding = new JournalReplay(this);
        entries.forEach(folding::add);
        return folding.toSnapshot();
    }
}

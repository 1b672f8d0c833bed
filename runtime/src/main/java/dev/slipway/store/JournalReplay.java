package dev.slipway.store;

import dev.slipway.model.Fields;
import dev.slipway.model.TaskKey;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Adds entries up. The one place that says what an entry means. */
final class JournalReplay {
    private final String lineage;
    private final Map<TaskKey, TaskRecord> records;
    private final Map<TaskKey, PendingIntent> open = new LinkedHashMap<>();
    private Fields outputs = Fields.NONE;
    private long sequence;

    JournalReplay(String lineage) {
        this.lineage = lineage;
        this.records = new HashMap<>();
    }

    JournalReplay(Snapshot start) {
        lineage = start.lineage();
        sequence = start.sequence();
        records = new HashMap<>(start.records());
        open.putAll(start.doubts());
        outputs = start.outputs();
    }

    void add(Entry entry) {
        sequence++;
        TaskKey key = entry.key();
        if (entry instanceof Entry.Intent intent) {
            open.put(key, new PendingIntent(intent, ""));
        } else if (entry instanceof Entry.Handle handle) {
            open.computeIfPresent(key, (k, begun) -> new PendingIntent(begun.intent(), handle.remoteTask()));
        } else if (entry instanceof Entry.Done done) {
            close(key);
            records.put(key, done.record());
        } else if (entry instanceof Entry.Failed) {
            close(key);
        } else if (entry instanceof Entry.Forgot) {
            close(key);
            records.computeIfPresent(key, (k, gone) -> gone.forgotten().orElse(null));
        } else if (entry instanceof Entry.Moved moved) {
            move(key, moved.to());
        } else if (entry instanceof Entry.Gave gave) {
            outputs = gave.outputs();
        }
    }

    /** Whoever was built on it knows it by its new name too. Moves are rare enough to look at every record. */
    private void move(TaskKey from, TaskKey to) {
        TaskRecord moving = records.remove(from);
        if (moving != null) {
            records.put(to, moving.as(to));
            records.replaceAll((key, record) -> record.renamed(from, to));
        }
    }

    private void close(TaskKey key) {
        if (!open.isEmpty()) {
            open.remove(key);
        }
    }

    String lineage() {
        return lineage;
    }

    long sequence() {
        return sequence;
    }

    /** For entries that stand for a state and not for what happened since. */
    void sequence(long number) {
        sequence = number;
    }

    int size() {
        return records.size();
    }

    /** The fewest entries that add up to the same. */
    void entries(Consumer<Entry> to) {
        records.values().forEach(record -> to.accept(new Entry.Done(record)));
        open.forEach((key, begun) -> {
            to.accept(begun.intent());
            if (!begun.remoteTask().isEmpty()) {
                to.accept(new Entry.Handle(key, begun.remoteTask()));
            }
        });
        if (!outputs.equals(Fields.NONE)) {
            to.accept(new Entry.Gave(outputs));
        }
    }

    Snapshot toSnapshot() {
        return new Snapshot(lineage, sequence, records, open, outputs);
    }
}

package dev.slipway.store;

import dev.slipway.model.Fields;
import dev.slipway.model.TaskKey;
import dev.slipway.model.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Words and keys go by numbers, and the largest number stands in the shortest entry. */
final class ManyWordsTest {
    @Test
    void shortEntriesOfALargeStateAreReadAsTheyWereWritten(@TempDir Path directory) {
        var entries = new ArrayList<Entry>();
        for (int i = 0; i < 30; i++) {
            var words = new TreeMap<String, Value>();
            for (int k = 0; k < 10; k++) {
                words.put("w" + i + "-" + k, Value.of(k));
            }
            entries.add(Sample.done(i, LazyFields.of(new Fields(words)), LazyFields.NOTHING));
        }
        StateStoreContract.write(new LocalStore(directory), entries);
        entries.clear();
        TaskRecord last = Sample.done(1).record().as(new TaskKey("late", "a"));
        entries.add(new Entry.Done(last));
        entries.add(new Entry.Moved(last.key(), new TaskKey("late", "b")));
        entries.add(new Entry.Forgot(new TaskKey("later", "c")));
        entries.add(new Entry.Handle(new TaskKey("later", "d"), ""));
        entries.add(new Entry.Gave(Fields.of("n", 1)));
        for (Entry entry : entries) {
            Snapshot expected = StateStoreContract.write(new LocalStore(directory), List.of(entry));
            Storyline.same(expected, new LocalStore(directory).read(), entry);
        }
    }
}

package dev.slipway.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.model.Encoder;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.TaskKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A step costs little, and the same however much is remembered. */
final class CostTest {
    /** An engine's step into a state of so many records, in the journal or in the snapshot. */
    private static Counts step(int records, boolean recompacted) {
        var disk = new CrashingDisk();
        try (var session = new LocalStore(Storyline.HOME, disk).lock(Sample.OWNER, event -> {})) {
            session.journal().append(Sample.intent(1));
            for (int i = 0; i < records; i++) {
                session.journal().append(Sample.done(i));
            }
        }
        if (recompacted) {
            rewrite(disk);
        }
        try (var session = new LocalStore(Storyline.HOME, disk).lock(Sample.OWNER, event -> {})) {
            assertEquals(records, session.snapshot().records().size());
            var before = disk.counts();
            session.journal()
                    .durable(session.journal().append(Sample.intent(1)))
                    .toCompletableFuture()
                    .join();
            session.journal()
                    .durable(session.journal().append(Sample.handle(1)))
                    .toCompletableFuture()
                    .join();
            session.journal()
                    .durable(session.journal().append(Sample.done(1)))
                    .toCompletableFuture()
                    .join();
            return disk.counts().minus(before);
        }
    }

    private static void rewrite(CrashingDisk disk) {
        try (var session = new LocalStore(Storyline.HOME, disk).lock(Sample.OWNER, event -> {})) {
            for (int i = 0; i < 5; i++) {
                session.snapshot()
                        .records()
                        .values()
                        .forEach(record -> session.journal().append(new Entry.Done(record)));
            }
        }
        new LocalStore(Storyline.HOME, disk, 0).lock(Sample.OWNER, event -> {}).close();
    }

    @Test
    void isTheSameForATenfoldState() {
        for (boolean recompacted : List.of(false, true)) {
            var small = step(100, recompacted);
            assertEquals(small, step(1_000, recompacted));
            assertEquals(3, small.writes());
            assertEquals(3, small.forces());
            assertEquals(6, small.operations());
            assertEquals(0, small.reads());
        }
    }

    @Test
    void isTheSameForAHundredfoldJournal() {
        assertEquals(step(100, false), step(10_000, false));
    }

    @Test
    void isAtMostHalfAKilobytePlusOutputs() {
        var disk = new CrashingDisk();
        var sizes = new ArrayList<Long>();
        try (var session = new LocalStore(Storyline.HOME, disk).lock(Sample.OWNER, event -> {})) {
            for (int i = 0; i < 20; i++) {
                long before = disk.counts().bytes();
                Sample.step(i).forEach(session.journal()::append);
                session.journal().durable(3L * (i + 1)).toCompletableFuture().join();
                sizes.add(disk.counts().bytes() - before);
            }
        }
        var outputs = new Encoder();
        Sample.outputs(19).write(outputs);
        assertTrue(sizes.stream().allMatch(size -> size <= 512 + outputs.size()), sizes.toString());
    }

    /** Words and keys that the file has seen are numbers. */
    @Test
    void needsAreFourBytesEach() {
        var numbering = new StringTableWriter();
        var writer = new EntryWriter(numbering);
        Entry one = new Entry.Moved(new TaskKey("vm", "a"), new TaskKey("vm", "b"));
        int first = writer.payload(one, BlobPlacement.INSIDE).length;
        int second = writer.payload(one, BlobPlacement.INSIDE).length;
        assertEquals(9, second);
        assertTrue(first > second);
        assertEquals(Fingerprint.ZERO, BlobPlacement.INSIDE.inputs());
    }
}

package dev.slipway.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.model.Event;
import dev.slipway.model.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whatever happens to the bytes, a wrong state is never the answer. */
final class CorruptionExceptionTest {
    private static final Generation FIRST = new Generation(Storyline.HOME.resolve("state"), 1);
    private static final Generation SECOND = FIRST.next();

    private final CrashingDisk disk = new CrashingDisk();
    private final List<Event> events = new ArrayList<>();

    private LocalStore store() {
        return new LocalStore(Storyline.HOME, disk);
    }

    private Snapshot locked() {
        try (var session = store().lock(Sample.OWNER, events::add)) {
            return session.snapshot();
        }
    }

    private static String message(InvalidInputException refused) {
        return String.valueOf(refused.getMessage());
    }

    /** Where the last frame of a file begins. */
    private static int lastFrame(byte[] file) throws CorruptionException {
        var frames = new FrameReader(file, Header.read(Path.of("file"), file, Header.Sort.JOURNAL));
        int last = Header.SIZE;
        for (int next = last; frames.next(); next = frames.end()) {
            last = next;
        }
        return last;
    }

    @Test
    void everyFlippedBitOfAJournal() throws IOException, CorruptionException {
        Snapshot whole = StateStoreContract.write(store(), Sample.story());
        byte[] good = disk.read(FIRST.journal());
        int last = lastFrame(good); // says that all before it was synced
        for (long bit = 0; bit < good.length * 8L; bit++) {
            disk.put(FIRST.journal(), good).flip(FIRST.journal(), bit);
            byte[] bad = disk.read(FIRST.journal());
            events.clear();
            try {
                Storyline.same(whole, store().read(), "bit " + bit);
                assertTrue(bit >= last * 8L, "a frame before the last was cut by bit " + bit);
                Storyline.same(whole, locked(), "bit " + bit);
                assertEquals(1, events.size());
            } catch (InvalidInputException e) {
                assertTrue(bit < last * 8L, "bit " + bit + " of the last frame is no torn end: " + e);
                assertThrows(InvalidInputException.class, this::locked);
                assertTrue(Arrays.equals(bad, disk.read(FIRST.journal())), "changed by a refusal");
                assertTrue(message(e).contains(FIRST.journal().toString()), message(e));
            }
        }
    }

    /** Bytes that are gone from the middle are damage, wherever they were and however many; a torn end is none. */
    @Test
    void everyHoleInAJournal() throws IOException, CorruptionException {
        Snapshot whole = StateStoreContract.write(store(), Sample.story());
        byte[] good = disk.read(FIRST.journal());
        int last = lastFrame(good);
        for (int size : new int[] {1, 7, 64, 200}) {
            for (int at = Header.SIZE; at + size < last; at += 3) {
                byte[] bad = Arrays.copyOf(good, good.length - size);
                System.arraycopy(good, at + size, bad, at, good.length - size - at);
                disk.put(FIRST.journal(), bad);
                String hole = size + " bytes at " + at;
                assertThrows(InvalidInputException.class, store()::read, hole);
                assertThrows(InvalidInputException.class, this::locked, hole);
                assertTrue(Arrays.equals(bad, disk.read(FIRST.journal())), "changed by a refusal: " + hole);
            }
        }
        disk.put(FIRST.journal(), good);
        Storyline.same(whole, store().read(), "whole");
    }

    @Test
    void everyFlippedBitOfASnapshot() throws IOException {
        Snapshot expected = twoGenerations();
        byte[] good = disk.read(SECOND.snapshot());
        for (long bit = 0; bit < good.length * 8L; bit++) {
            disk.put(SECOND.snapshot(), good).flip(SECOND.snapshot(), bit);
            Storyline.same(expected, store().read(), "bit " + bit);
            if (bit % 16 == 0) {
                events.clear();
                Storyline.same(expected, locked(), "bit " + bit);
                assertEquals(1, events.size());
                Storyline.same(expected, locked(), "bit " + bit);
                assertEquals(1, events.size(), "repaired twice");
            }
        }
    }

    @Test
    void everyTruncationOfASnapshot() throws IOException {
        Snapshot expected = twoGenerations();
        byte[] good = disk.read(SECOND.snapshot());
        for (int size = 0; size < good.length; size++) {
            disk.put(SECOND.snapshot(), Arrays.copyOf(good, size));
            Storyline.same(expected, store().read(), size + " bytes");
        }
        disk.delete(SECOND.snapshot());
        Storyline.same(expected, store().read(), "missing");
        Storyline.same(expected, locked(), "missing");
        assertEquals(1, events.size());
    }

    /** The only copy of the first snapshot is the beginning of everything, which is nothing. */
    @Test
    void theFirstSnapshotIsNoLoss() throws IOException {
        Snapshot expected = StateStoreContract.write(store(), Sample.story());
        disk.delete(FIRST.snapshot());
        Storyline.same(expected, store().read(), "missing");
        Storyline.same(expected, locked(), "missing");
        assertEquals(expected.lineage(), store().read().lineage());
    }

    @Test
    void aDamagedSnapshotBeforeADamagedGenerationIsRefused() throws IOException {
        twoGenerations();
        disk.flip(SECOND.snapshot(), 400).flip(FIRST.journal(), 800);
        assertThrows(InvalidInputException.class, store()::read);
        assertThrows(InvalidInputException.class, this::locked);
    }

    @Test
    void everyTruncationOfAJournal() throws IOException {
        StateStoreContract.write(store(), Sample.story());
        var states = new ArrayList<Snapshot>();
        for (int i = 0; i <= Sample.story().size(); i++) {
            states.add(Snapshot.empty("").plus(Sample.story().subList(0, i)));
        }
        byte[] good = disk.read(FIRST.journal());
        long before = 0;
        int birth = FrameWriter.OVERHEAD + Header.SIZE + FrameReader.number(good, Header.SIZE);
        for (int size = birth; size <= good.length; size++) {
            disk.put(FIRST.journal(), Arrays.copyOf(good, size));
            Snapshot found = store().read();
            assertTrue(found.sequence() == before || found.sequence() == before + 1, "cut at " + size);
            Storyline.same(states.get((int) found.sequence()), found, "cut at " + size);
            before = found.sequence();
        }
        assertEquals(Sample.story().size(), before);
    }

    @Test
    void aTornEndIsKeptAside() throws IOException {
        Snapshot whole = StateStoreContract.write(store(), Sample.story());
        byte[] good = disk.read(FIRST.journal());
        byte[] torn = Arrays.copyOf(good, good.length + 100);
        torn[good.length + 3] = 90;
        torn[good.length + 50] = 7;
        disk.put(FIRST.journal(), torn);
        Storyline.same(whole, store().read(), "read");
        assertTrue(Arrays.equals(torn, disk.read(FIRST.journal())), "reading has changed the file");
        Storyline.same(whole, locked(), "locked");
        assertTrue(Arrays.equals(good, disk.read(FIRST.journal())), "the end was not cut");
        assertTrue(events.get(0).toString().contains("100 bytes"), events.toString());
        Optional<Path> kept = disk.files().stream()
                .filter(file -> file.toString().contains("torn"))
                .findFirst();
        assertEquals(100, disk.read(kept.orElseThrow()).length);
    }

    @Test
    void aLostJournalIsRefused() throws IOException {
        twoGenerations();
        disk.delete(SECOND.journal());
        assertTrue(message(assertThrows(InvalidInputException.class, store()::read))
                .contains("000002.journal is gone"));
        assertThrows(InvalidInputException.class, this::locked);
    }

    @Test
    void filesOfTwoStatesAreNotMixed() throws IOException {
        StateStoreContract.write(store(), Sample.story());
        var other = new CrashingDisk();
        StateStoreContract.write(new LocalStore(Storyline.HOME, other), Sample.step(1));
        disk.put(FIRST.snapshot(), other.read(FIRST.snapshot()));
        assertTrue(message(assertThrows(InvalidInputException.class, store()::read))
                .contains("do not belong together"));
    }

    @Test
    void aNewerFormatIsRefusedWithAdvice() throws IOException {
        twoGenerations();
        for (Path file : List.of(SECOND.journal(), SECOND.snapshot())) {
            byte[] good = disk.read(file);
            var sort = file.equals(SECOND.journal()) ? Header.Sort.JOURNAL : Header.Sort.SNAPSHOT;
            byte[] newer = good.clone();
            System.arraycopy(new Header(sort, Header.VERSION + 1, 1).bytes(), 0, newer, 0, Header.SIZE);
            disk.put(file, newer);
            for (var refused : List.of(
                    assertThrows(InvalidInputException.class, store()::read),
                    assertThrows(InvalidInputException.class, this::locked))) {
                assertTrue(message(refused).contains("upgrade Slipway"), message(refused));
                assertTrue(message(refused).contains("format " + (Header.VERSION + 1)), message(refused));
            }
            assertTrue(Arrays.equals(newer, disk.read(file)), "changed by a refusal");
            disk.put(file, good);
        }
    }

    private Snapshot twoGenerations() {
        StateStoreContract.write(store(), Sample.story());
        new LocalStore(Storyline.HOME, disk, 0).lock(Sample.OWNER, events::add).close();
        Snapshot state = StateStoreContract.write(store(), Sample.step(8));
        assertTrue(disk.files().contains(SECOND.snapshot()), "no second generation");
        return state;
    }
}

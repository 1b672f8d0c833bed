package dev.slipway.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RecompactionTest {
    private final CrashingDisk disk = new CrashingDisk();

    private List<String> names() {
        return disk.files().stream()
                .filter(file -> file.startsWith(Storyline.HOME.resolve("state")))
                .map(Path::getFileName)
                .map(String::valueOf)
                .toList();
    }

    private void run(long small) {
        try (var session = new LocalStore(Storyline.HOME, disk, small).lock(Sample.OWNER, event -> {})) {
            for (int i = 0; i < 10; i++) {
                Sample.step(1).forEach(session.journal()::append);
            }
        }
    }

    @Test
    void keepsOneGenerationBefore() {
        for (int i = 0; i < 5; i++) {
            run(0);
        }
        assertEquals(List.of("000004.journal", "000004.snapshot", "000005.journal", "000005.snapshot"), names());
        assertEquals(150, new LocalStore(Storyline.HOME, disk).read().sequence());
    }

    @Test
    void leavesSmallJournalsAlone() {
        for (int i = 0; i < 5; i++) {
            run(StateRecovery.SMALL);
        }
        assertEquals(List.of("000001.journal", "000001.snapshot"), names());
    }

    /** What a first run leaves is all live: recompacting it would gain nothing. */
    @Test
    void leavesLiveJournalsAlone() throws IOException {
        for (int run = 0; run < 2; run++) {
            try (var session = new LocalStore(Storyline.HOME, disk, 0).lock(Sample.OWNER, event -> {})) {
                for (int i = 0; i < 100; i++) {
                    session.journal().append(Sample.done(i));
                }
            }
        }
        assertEquals(List.of("000001.journal", "000001.snapshot"), names());
        assertTrue(disk.read(Storyline.HOME.resolve("state/000001.journal")).length > 10_000);
    }

    @Test
    void opensWhatWasLeftOpen() {
        StateStoreContract.write(new LocalStore(Storyline.HOME, disk), Sample.story());
        Snapshot before = new LocalStore(Storyline.HOME, disk).read();
        new LocalStore(Storyline.HOME, disk, 0).lock(Sample.OWNER, event -> {}).close();
        assertEquals(4, names().size());
        Storyline.same(before, new LocalStore(Storyline.HOME, disk).read(), "recompacted");
        assertEquals(
                before.lineage(), new LocalStore(Storyline.HOME, disk).read().lineage());
        assertEquals(2, before.doubts().size() + 1);
    }
}

package dev.slipway.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** The power fails at every byte and at every operation; the next run finds a beginning that has all that was durable. */
final class CrashSweepTest {
    private static CrashingDisk born() {
        var disk = new CrashingDisk();
        StateStoreContract.write(new LocalStore(Storyline.HOME, disk), Sample.step(6));
        return disk;
    }

    private static List<Crash> crashes(long seed) {
        return List.of(Crash.KILL, Crash.POWER_CUT, Crash.lottery(seed), Crash.hole(seed));
    }

    /** Plays the story with less and less patience of the disk until it ends well; returns how often it did not. */
    private static int sweep(
            CrashingDisk from, List<Entry> story, BiFunction<CrashingDisk, Integer, CrashingDisk> death) {
        Snapshot start = new LocalStore(Storyline.HOME, from).read();
        var untold = Storyline.of(start, story);
        for (int i = 0; ; i++) {
            Storyline line = untold.again();
            CrashingDisk disk = death.apply(from.after(Crash.KILL), i);
            if (line.play(disk) && !disk.dead()) {
                return i;
            }
            assertTrue(disk.dead(), "failed without a crash at " + i);
            for (Crash crash : crashes(i)) {
                line.check(disk.after(crash), crash + " at " + i);
            }
        }
    }

    @Test
    void atEveryByte() {
        int deaths = sweep(born(), Sample.story(), (disk, i) -> disk.dieAtByte(i));
        assertTrue(deaths > 1000, "only " + deaths);
    }

    @Test
    void atEveryOperation() {
        int deaths = sweep(born(), Sample.story(), (disk, i) -> disk.dieAtOperation(i));
        assertTrue(deaths > 20, "only " + deaths);
    }

    @Test
    void atEveryByteOfTheFirstRun() {
        sweep(new CrashingDisk(), Sample.step(1), (disk, i) -> disk.dieAtByte(i));
    }

    @Test
    void atEveryOperationOfTheFirstRun() {
        int deaths = sweep(new CrashingDisk(), Sample.step(1), (disk, i) -> disk.dieAtOperation(i));
        assertTrue(deaths > 15, "only " + deaths);
    }

    @Test
    void atEveryByteAndOperationOfRecompacting() {
        recompacting((disk, i) -> disk.dieAtOperation(i));
        recompacting((disk, i) -> disk.dieAtByte(i));
    }

    private static void recompacting(BiFunction<CrashingDisk, Integer, CrashingDisk> death) {
        CrashingDisk grown = grown();
        Snapshot expected = new LocalStore(Storyline.HOME, grown).read();
        for (int i = 0; ; i++) {
            CrashingDisk disk = death.apply(grown.after(Crash.KILL), i);
            try {
                new LocalStore(Storyline.HOME, disk, 0)
                        .lock(Sample.OWNER, event -> {})
                        .close();
            } catch (dev.slipway.model.InvalidInputException e) {
                assertTrue(disk.dead());
            }
            for (Crash crash : crashes(i)) {
                CrashingDisk left = disk.after(crash);
                Storyline.same(expected, new LocalStore(Storyline.HOME, left).read(), crash + " at " + i);
                var events = new ArrayList<>();
                new LocalStore(Storyline.HOME, left, 0)
                        .lock(Sample.OWNER, events::add)
                        .close();
                assertEquals(List.of(), events, crash + " at " + i);
                Storyline.same(expected, new LocalStore(Storyline.HOME, left).read(), crash + " at " + i);
            }
            if (!disk.dead()) {
                assertTrue(i > 10, "only " + i);
                return;
            }
        }
    }

    /** A state with two generations behind it and a journal that is due for a third. */
    private static CrashingDisk grown() {
        CrashingDisk disk = born();
        for (int run = 0; run < 2; run++) {
            for (int i = 0; i < 4; i++) {
                StateStoreContract.write(new LocalStore(Storyline.HOME, disk), Sample.story());
            }
            if (run == 0) {
                new LocalStore(Storyline.HOME, disk, 0)
                        .lock(Sample.OWNER, event -> {})
                        .close();
            }
        }
        return disk;
    }
}

package dev.slipway.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabClockTest {
    private final AtomicLong wall = new AtomicLong(1_000_000);

    @TempDir
    Path directory;

    @Test
    void timeRunsAtItsPaceAlsoWhileTheLabIsStopped() {
        var shelf = new TwinState(directory);
        try (LabClock clock = LabClock.of(shelf, 60, wall::get)) {
            wall.addAndGet(1000);
            assertEquals(1_060_000, clock.now().toEpochMilli());
        }
        wall.addAndGet(1000);
        try (LabClock clock = LabClock.of(shelf, 60, wall::get)) {
            assertEquals(1_120_000, clock.now().toEpochMilli());
        }
    }

    @Test
    void aNewPaceDoesNotTurnTimeBack() {
        var shelf = new TwinState(directory);
        LabClock.of(shelf, 60, wall::get).close();
        wall.addAndGet(1000);
        try (LabClock clock = LabClock.of(shelf, 1, wall::get)) {
            assertEquals(1_060_000, clock.now().toEpochMilli());
            wall.addAndGet(1000);
            assertEquals(1_061_000, clock.now().toEpochMilli());
        }
    }

    @Test
    void aStandingClockDoesWhatIsDueInItsOrder() {
        try (LabClock clock = LabClock.standing(Instant.EPOCH)) {
            List<String> done = new ArrayList<>();
            clock.after(Duration.ofSeconds(2), () -> done.add("late at " + clock.now()));
            clock.after(Duration.ofSeconds(1), () -> {
                done.add("early at " + clock.now());
                clock.after(Duration.ofSeconds(3), () -> done.add("later at " + clock.now()));
            });
            clock.move(Duration.ofSeconds(3));
            assertEquals(List.of("early at 1970-01-01T00:00:01Z", "late at 1970-01-01T00:00:02Z"), done);
            clock.move(Duration.ofSeconds(1));
            assertEquals("later at 1970-01-01T00:00:04Z", done.get(2));
        }
    }
}

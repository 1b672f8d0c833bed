package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.events.Timeline;
import dev.slipway.model.Event;
import dev.slipway.model.TaskKey;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RunTimesTest {
    private final AtomicLong now = new AtomicLong();
    private final RunTimes times = new RunTimes(new Timeline(now::get));

    private void step(String name, long fromMillis, long toMillis) {
        var key = new TaskKey("vm", name);
        now.set(Duration.ofMillis(fromMillis).toNanos());
        times.accept(new Event.Started(key, "create"));
        now.set(Duration.ofMillis(toMillis).toNanos());
        times.accept(new Event.Finished(key, "create", Duration.ofMillis(toMillis - fromMillis), false));
    }

    @Test
    void theSlowestStepsComeFirst() {
        now.set(0);
        times.accept(new Event.Planned(4, 0)); // and a minute at the question
        step("a", 60_000, 61_500);
        step("b", 61_500, 70_000);
        step("c", 70_000, 72_000);
        step("d", 72_000, 72_100);
        assertEquals(
                Optional.of("Took 12.1 s; slowest: vm/b create 8.5 s, vm/c create 2.0 s, vm/a create 1.5 s"),
                times.line());
    }

    @Test
    void shortRunsAndRunsWithoutStepsHaveNoSummary() {
        assertEquals(Optional.empty(), times.line());
        step("a", 0, 4_900);
        assertEquals(Optional.empty(), times.line());
    }
}

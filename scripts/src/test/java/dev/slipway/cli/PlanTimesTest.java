package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.apply.PlanEstimate;
import dev.slipway.apply.PlanEstimate.Expected;
import dev.slipway.model.TaskKey;
import dev.slipway.plan.Action;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanTimesTest {
    private static Expected step(String name, int seconds) {
        return new Expected(new TaskKey("vm", name), Action.UPDATE, Duration.ofSeconds(seconds));
    }

    @Test
    void theSlowestStepsComeFirst() {
        var slowest = List.of(step("a", 90), step("b", 8), step("c", 2), step("d", 1));
        assertEquals(
                Optional.of(
                        "Estimated from the last runs: 1 min 38 s; without 2 new tasks; slowest: vm/a 1 min 30 s, vm/b 8.0 s,"
                                + " vm/c 2.0 s"),
                PlanTimes.line(new PlanEstimate(Duration.ofSeconds(98), slowest, 2)));
    }

    @Test
    void shortPlansHaveNoSummary() {
        assertEquals(
                Optional.empty(), PlanTimes.line(new PlanEstimate(Duration.ofSeconds(4), List.of(step("a", 4)), 0)));
    }
}

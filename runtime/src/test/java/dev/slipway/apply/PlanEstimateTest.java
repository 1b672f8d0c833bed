package dev.slipway.apply;

import static dev.slipway.apply.Rig.graph;
import static dev.slipway.apply.Rig.ref;
import static dev.slipway.apply.Rig.thing;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.graph.Graph;
import dev.slipway.model.Effect;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanEstimateTest {
    private final Rig rig = new Rig();

    private static Graph sized(int size) {
        Effect a = thing("a", "size", size);
        return graph(a, thing("b", "size", size, "from", ref(a, "address")), thing("c", "size", size), thing("d"));
    }

    /** The plan, as if its tasks had taken so many milliseconds when they were last applied. */
    private static Plan recorded(Plan plan, Map<String, Long> millis) {
        List<Step> steps = plan.steps().stream()
                .map(step -> step.before()
                        .map(record -> step.from(
                                record.took(millis.getOrDefault(step.key().name(), 0L))))
                        .orElse(step))
                .toList();
        return new Plan(
                plan.lineage(), plan.sequence(), steps, plan.needs(), plan.pools(), plan.outputs(), plan.given());
    }

    @Test
    void theLongestChainCountsAndTheSlowestStepsComeFirst() {
        rig.upOk(sized(1));
        Plan plan = recorded(rig.plan(sized(2)), Map.of("a", 4_000L, "b", 3_000L, "c", 6_000L, "d", 9_000L));
        PlanEstimate estimate = PlanEstimate.of(plan);
        assertEquals(Duration.ofSeconds(7), estimate.total());
        assertEquals(
                List.of("c 6", "a 4", "b 3"),
                estimate.slowest().stream()
                        .map(step -> step.key().name() + " " + step.took().toSeconds())
                        .toList());
        assertEquals(0, estimate.unknown());
    }

    @Test
    void whatWasNeverAppliedIsCountedAndNotEstimated() {
        PlanEstimate estimate = PlanEstimate.of(rig.plan(sized(1)));
        assertEquals(new PlanEstimate(Duration.ZERO, List.of(), 4), estimate);
    }
}

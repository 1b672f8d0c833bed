package dev.slipway.cli;

import dev.slipway.apply.PlanEstimate;
import dev.slipway.apply.PlanEstimate.Expected;
import dev.slipway.model.Durations;
import dev.slipway.model.Numbers;
import dev.slipway.model.Printable;
import dev.slipway.plan.Plan;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/** Sums up how long a plan is expected to take, and which of its steps take longest. Short plans need no summary. */
final class PlanTimes {
    private static final Duration SHORT = Duration.ofSeconds(5);
    private static final int SHOWN = 3;

    private PlanTimes() {}

    static Optional<String> line(Plan plan) {
        return line(PlanEstimate.of(plan));
    }

    static Optional<String> line(PlanEstimate estimate) {
        if (estimate.total().compareTo(SHORT) < 0) {
            return Optional.empty();
        }
        String slowest =
                estimate.slowest().stream().limit(SHOWN).map(PlanTimes::text).collect(Collectors.joining(", "));
        String unknown = estimate.unknown() == 0
                ? ""
                : "; without " + Numbers.of(estimate.unknown())
                        + (estimate.unknown() == 1 ? " new task" : " new tasks");
        return Optional.of(Printable.line(
                "Estimated from the last runs: " + Durations.of(estimate.total()) + unknown + "; slowest: " + slowest));
    }

    private static String text(Expected step) {
        return step.key() + " " + Durations.of(step.took());
    }
}

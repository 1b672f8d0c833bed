package dev.slipway.script;

import java.time.Duration;
import java.util.Map;

/** How long a script may be evaluated, and how much memory it may hold. */
public record EvaluationLimits(Duration time, long bytes) {
    static final EvaluationLimits USUAL = new EvaluationLimits(Duration.ofSeconds(60), Math.min(2L << 30, share()));

    /** What the operator set, or the usual. */
    public static EvaluationLimits of(Map<String, String> environment) {
        return new EvaluationLimits(
                Duration.ofSeconds(number(environment, "SLIPWAY_EVALUATE_SECONDS", USUAL.time.toSeconds())),
                number(environment, "SLIPWAY_EVALUATE_MEGABYTES", USUAL.bytes >> 20) << 20);
    }

    private static long number(Map<String, String> environment, String name, long otherwise) {
        try {
            return Math.max(1, Long.parseLong(environment.getOrDefault(name, "" + otherwise)));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    private static long share() {
        return Runtime.getRuntime().maxMemory() / 10 * 8;
    }
}

package dev.slipway.script;

import java.time.Duration;
import java.util.Map;

/** How long a script may be evaluated, and how much memory it may hold. */
public record Bounds(Duration time, long bytes) {
    static final Bounds USUAL = new Bounds(Duration.ofSeconds(60), Math.min(2L << 30, share()));

    /** What the operator set, or the usual. */
    public static Bounds of(Map<String, String> environment) {
        return new Bounds(
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

package dev.slipway.model;

/** What a task takes of a pool while it runs. A pool without a declared limit is unlimited. */
public record Claim(String pool, int weight) {
    public Claim {
        if (weight < 1) {
            throw new IllegalArgumentException("a claim on '" + pool + "' weighs at least 1 but has " + weight);
        }
    }
}

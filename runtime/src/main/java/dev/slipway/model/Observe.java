package dev.slipway.model;

/** A look at the world: cheap, volatile, never journalled, never cached beyond the run. */
public record Observe(TaskKey key, Fields inputs, TaskOptions rules, Origin origin) implements Task {
    @Override
    public Observe as(TaskKey other, Fields given, TaskOptions under) {
        return new Observe(other, given, under, origin);
    }
}

package dev.slipway.model;

/** Something that must be so in the world: a machine, a record, a rule, a file on a host. */
public record Effect(TaskKey key, Fields inputs, TaskOptions rules, Origin origin) implements Task {
    @Override
    public Effect as(TaskKey other, Fields given, TaskOptions under) {
        return new Effect(other, given, under, origin);
    }
}

package dev.slipway.provide;

/** The code for one kind of task: a {@link Compute}, a {@link Probe} or a {@link Resource}. */
public sealed interface Provider permits Compute, Probe, Resource {
    /** What inputs the kind takes; checked before anything is done. */
    default Schema shape() {
        return Schema.OPEN;
    }

    /** How long its calls may take where a task has no {@code timeout} of its own. */
    default Deadlines deadlines() {
        return Deadlines.PLAIN;
    }
}

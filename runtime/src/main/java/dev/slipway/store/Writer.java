package dev.slipway.store;

import dev.slipway.model.Event;

/**
 * Who is writing a state now, and how far it is.
 *
 * @param done steps that have ended
 * @param total steps of the plan that is applied; 0 while there is none
 */
public record Writer(LockOwner owner, int done, int total) {
    /** The same for progress output. */
    public Event.Busy busy() {
        return new Event.Busy(owner.command(), owner.pid(), owner.sinceMillis(), done, total);
    }
}

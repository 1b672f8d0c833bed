package dev.slipway.provide;

import dev.slipway.model.Fields;
import dev.slipway.model.TaskKey;

/**
 * A step that a plan would take.
 *
 * @param before what was last declared of the object; nothing of one that is new
 * @param desired what it is to be, as far as it is known yet; nothing of one that is to go
 */
public record PlannedStep(TaskKey key, Operation act, Fields before, Fields desired) {
    /** What is known of the object: what it is to be, or what it was. */
    public Fields inputs() {
        return act == Operation.DELETE ? before : desired;
    }
}

package dev.slipway.plan;

import dev.slipway.model.FieldPath;
import dev.slipway.model.Value;

/**
 * One field that is not as it should be.
 *
 * @param replaces it cannot be changed in place
 * @param drift the world moved, not the declaration
 */
public record Change(FieldPath path, Value before, Value after, boolean replaces, boolean drift) {
    public Change asDrift() {
        return new Change(path, before, after, replaces, true);
    }

    Change to(Value later) {
        return new Change(path, before, later, replaces, drift);
    }

    /** Whether the value to come is known yet. */
    public boolean isSure() {
        return after.isKnown();
    }
}

package dev.slipway.plan;

import dev.slipway.model.FieldPath;
import dev.slipway.model.Value;
import dev.slipway.provide.Schema;

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

    /** Whether it is reached in another way, and otherwise what it was. Of one not known yet, that cannot be said. */
    public boolean isWay(Schema shape) {
        return isSure()
                && !path.isRoot()
                && shape.ways().contains(path.segments().get(0));
    }

    /** Whether it is, was or shows a secret of this step; then neither value may be said. */
    public boolean isSecret(Step step) {
        return Secrecy.covers(step, this);
    }

    /** Whether the value to come is known yet. */
    public boolean isSure() {
        return after.isKnown();
    }
}

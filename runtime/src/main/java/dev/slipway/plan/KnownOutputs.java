package dev.slipway.plan;

import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.Missing;
import dev.slipway.model.TaskKey;
import dev.slipway.model.Unknown;
import dev.slipway.model.Value;

/**
 * What planning can say of a task's outputs.
 *
 * @param complete whether there is nothing beyond what is known
 */
record KnownOutputs(Fields known, boolean complete) {
    static final KnownOutputs NOTHING = new KnownOutputs(Fields.NONE, false);

    static KnownOutputs complete(Fields outputs) {
        return new KnownOutputs(outputs, true);
    }

    static KnownOutputs partly(Fields outputs) {
        return new KnownOutputs(outputs, false);
    }

    /** The value of a field: known, unknown as yet, or absent when it will never be there. */
    Value at(TaskKey producer, FieldPath field) {
        if (complete) {
            return known.at(field);
        }
        Value value = field.isRoot() ? Missing.ABSENT : known.at(field);
        return value == Missing.ABSENT ? new Unknown(producer, field) : value;
    }
}

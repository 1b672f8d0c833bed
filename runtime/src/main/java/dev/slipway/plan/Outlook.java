package dev.slipway.plan;

import dev.slipway.model.Absent;
import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.TaskKey;
import dev.slipway.model.Unknown;
import dev.slipway.model.Value;

/**
 * What planning can say of a task's outputs.
 *
 * @param complete whether there is nothing beyond what is known
 */
record Outlook(Fields known, boolean complete) {
    static final Outlook NOTHING = new Outlook(Fields.NONE, false);

    static Outlook complete(Fields outputs) {
        return new Outlook(outputs, true);
    }

    static Outlook partly(Fields outputs) {
        return new Outlook(outputs, false);
    }

    /** The value of a field: known, unknown as yet, or absent when it will never be there. */
    Value at(TaskKey producer, FieldPath field) {
        if (complete) {
            return known.at(field);
        }
        Value value = field.isRoot() ? Absent.ABSENT : known.at(field);
        return value == Absent.ABSENT ? new Unknown(producer, field) : value;
    }
}

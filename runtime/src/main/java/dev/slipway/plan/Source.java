package dev.slipway.plan;

import dev.slipway.model.FieldPath;
import dev.slipway.model.TaskKey;

/**
 * Where a value comes from.
 *
 * @param sure whether the declaration says so; otherwise it is only that the values are equal
 */
record Source(TaskKey producer, FieldPath field, boolean sure) {
    @Override
    public String toString() {
        String name = field.isRoot() ? "all of " + producer : producer + "." + field;
        return sure ? "from " + name : "the same as " + name;
    }
}

package dev.slipway.plan;

import dev.slipway.model.Fields;
import dev.slipway.model.TaskKey;
import dev.slipway.provide.ObservedObject;
import dev.slipway.store.TaskRecord;
import java.util.Optional;

/**
 * What a decision rests on, and what doing it needs.
 *
 * @param before what was remembered of the task when the plan was made
 * @param seen the object as it was found, when it was not as remembered
 * @param produced the outputs, where planning knows them already
 * @param movedFrom the key that its record goes by until now; its own when it has not moved
 * @param leftover the former object to delete; empty for any other step
 */
public record StepBasis(
        Optional<TaskRecord> before,
        Optional<ObservedObject> seen,
        Optional<Fields> produced,
        TaskKey movedFrom,
        String leftover) {

    static StepBasis nothing(TaskKey key) {
        return new StepBasis(Optional.empty(), Optional.empty(), Optional.empty(), key, "");
    }

    StepBasis from(TaskRecord record) {
        return new StepBasis(Optional.of(record), seen, produced, movedFrom, leftover);
    }

    StepBasis finding(ObservedObject found) {
        return new StepBasis(before, Optional.of(found), produced, movedFrom, leftover);
    }

    StepBasis producing(Optional<Fields> outputs) {
        return new StepBasis(before, seen, outputs, movedFrom, leftover);
    }

    StepBasis moving(TaskKey from) {
        return new StepBasis(before, seen, produced, from, leftover);
    }

    StepBasis deletingLeftover(String id) {
        return new StepBasis(before, seen, produced, movedFrom, id);
    }
}

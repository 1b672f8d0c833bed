package dev.slipway.plan;

import dev.slipway.model.Fields;
import dev.slipway.model.TaskKey;
import dev.slipway.provide.Seen;
import dev.slipway.store.Recorded;
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
public record Basis(
        Optional<Recorded> before, Optional<Seen> seen, Optional<Fields> produced, TaskKey movedFrom, String leftover) {

    static Basis nothing(TaskKey key) {
        return new Basis(Optional.empty(), Optional.empty(), Optional.empty(), key, "");
    }

    Basis from(Recorded record) {
        return new Basis(Optional.of(record), seen, produced, movedFrom, leftover);
    }

    Basis finding(Seen found) {
        return new Basis(before, Optional.of(found), produced, movedFrom, leftover);
    }

    Basis producing(Optional<Fields> outputs) {
        return new Basis(before, seen, outputs, movedFrom, leftover);
    }

    Basis moving(TaskKey from) {
        return new Basis(before, seen, produced, from, leftover);
    }

    Basis deletingLeftover(String id) {
        return new Basis(before, seen, produced, movedFrom, id);
    }
}

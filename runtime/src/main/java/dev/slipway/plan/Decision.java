package dev.slipway.plan;

import java.util.List;
import java.util.Optional;

/**
 * What to do about a task, and why.
 *
 * @param sure false when it may turn out that nothing is to be done
 * @param changes the fields that differ
 * @param heldBack what would have been done, had it not been left out of this run
 * @param note a sentence more, such as why it could not be looked at
 */
public record Decision(
        Action action, Cause cause, boolean sure, List<Change> changes, Optional<Action> heldBack, String note) {

    public Decision {
        changes = List.copyOf(changes);
    }

    /** What most of a large plan says, said once. */
    private static final Decision UNCHANGED =
            new Decision(Action.SKIP, Cause.UNCHANGED, true, List.of(), Optional.empty(), "");

    static Decision of(Action action, Cause cause) {
        if (action == Action.SKIP && cause == Cause.UNCHANGED) {
            return UNCHANGED;
        }
        return new Decision(action, cause, true, List.of(), Optional.empty(), "");
    }

    Decision as(Action other, Cause why) {
        return new Decision(other, why, sure, changes, heldBack, note);
    }

    Decision unsure() {
        return new Decision(action, cause, false, changes, heldBack, note);
    }

    Decision changing(List<Change> fields) {
        return new Decision(action, cause, sure, fields, heldBack, note);
    }

    Decision leftOut() {
        return new Decision(Action.SKIP, Cause.EXCLUDED, sure, changes, Optional.of(action), note);
    }

    Decision kept(Cause why, String sentence) {
        return new Decision(Action.SKIP, why, sure, changes, Optional.of(action), sentence);
    }

    Decision noting(String sentence) {
        return new Decision(action, cause, sure, changes, heldBack, sentence);
    }
}

package dev.slipway.plan;

import dev.slipway.model.Fields;
import dev.slipway.model.Origin;
import dev.slipway.model.Task;
import dev.slipway.model.TaskKey;
import dev.slipway.provide.Seen;
import dev.slipway.store.Recorded;
import java.util.List;
import java.util.Optional;

/**
 * One line of a plan: a task, what to do about it, and why. It holds everything that doing it takes but secrets and code,
 * so that a plan outlives the script it was made from.
 *
 * @param task the task with its inputs resolved as far as they are known
 * @param version version of the code behind its kind
 * @param sure false when it may turn out that nothing is to be done
 * @param changes the fields that differ
 * @param before what was remembered of it when the plan was made
 * @param seen the object as it was found, when it was not as remembered
 * @param produced the outputs, where planning knows them already
 * @param movedFrom the key that its record goes by until now; its own when it has not moved
 * @param leftover the former object to delete; empty for any other step
 * @param heldBack what would have been done, had it not been left out of this run
 * @param note a sentence more, such as why it could not be looked at
 */
public record Step(
        Task task,
        int version,
        Action action,
        Cause cause,
        boolean sure,
        List<Change> changes,
        Optional<Recorded> before,
        Optional<Seen> seen,
        Optional<Fields> produced,
        TaskKey movedFrom,
        String leftover,
        Optional<Action> heldBack,
        String note) {

    public Step {
        changes = List.copyOf(changes);
    }

    /** A step of which nothing is known yet but what to do and why. */
    public static Step of(Task task, int version, Action action, Cause cause) {
        return new Step(
                task,
                version,
                action,
                cause,
                true,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                task.key(),
                "",
                Optional.empty(),
                "");
    }

    public TaskKey key() {
        return task.key();
    }

    public Origin origin() {
        return task.origin();
    }

    public boolean isMove() {
        return !movedFrom.equals(key());
    }

    public Step because(Cause why) {
        return new Step(
                task, version, action, why, sure, changes, before, seen, produced, movedFrom, leftover, heldBack, note);
    }

    public Step unsure() {
        return new Step(
                task, version, action, cause, false, changes, before, seen, produced, movedFrom, leftover, heldBack,
                note);
    }

    public Step changing(List<Change> fields) {
        return new Step(
                task, version, action, cause, sure, fields, before, seen, produced, movedFrom, leftover, heldBack,
                note);
    }

    public Step from(Recorded record) {
        return new Step(
                task,
                version,
                action,
                cause,
                sure,
                changes,
                Optional.of(record),
                seen,
                produced,
                movedFrom,
                leftover,
                heldBack,
                note);
    }

    public Step finding(Seen found) {
        return new Step(
                task,
                version,
                action,
                cause,
                sure,
                changes,
                before,
                Optional.of(found),
                produced,
                movedFrom,
                leftover,
                heldBack,
                note);
    }

    public Step producing(Fields outputs) {
        return new Step(
                task,
                version,
                action,
                cause,
                sure,
                changes,
                before,
                seen,
                Optional.of(outputs),
                movedFrom,
                leftover,
                heldBack,
                note);
    }

    public Step moving(TaskKey from) {
        return new Step(
                task, version, action, cause, sure, changes, before, seen, produced, from, leftover, heldBack, note);
    }

    public Step deletingLeftover(String id) {
        return new Step(
                task, version, action, cause, sure, changes, before, seen, produced, movedFrom, id, heldBack, note);
    }

    public Step leftOut() {
        return new Step(
                task,
                version,
                Action.SKIP,
                Cause.EXCLUDED,
                sure,
                changes,
                before,
                seen,
                Optional.empty(),
                movedFrom,
                leftover,
                Optional.of(action),
                note);
    }

    public Step noting(String sentence) {
        return new Step(
                task, version, action, cause, sure, changes, before, seen, produced, movedFrom, leftover, heldBack,
                sentence);
    }
}

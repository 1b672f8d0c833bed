package dev.slipway.plan;

import dev.slipway.model.Fields;
import dev.slipway.model.Origin;
import dev.slipway.model.Task;
import dev.slipway.model.TaskKey;
import dev.slipway.provide.ObservedObject;
import dev.slipway.store.TaskRecord;
import java.util.List;
import java.util.Optional;

/**
 * One line of a plan: a task, what to do about it and why, and what that rests on. It holds everything that doing it
 * takes but secrets and code, so that a plan outlives the script it was made from.
 *
 * @param task the task with its inputs resolved as far as they are known
 * @param version version of the code behind its kind
 */
public record Step(Task task, int version, Decision decision, StepBasis basis) {
    /** A step of which nothing is known yet but what to do and why. */
    public static Step of(Task task, int version, Action action, Cause cause) {
        return new Step(task, version, Decision.of(action, cause), StepBasis.nothing(task.key()));
    }

    public TaskKey key() {
        return task.key();
    }

    public Origin origin() {
        return task.origin();
    }

    public Action action() {
        return decision.action();
    }

    public Cause cause() {
        return decision.cause();
    }

    public boolean sure() {
        return decision.sure();
    }

    public List<Change> changes() {
        return decision.changes();
    }

    public Optional<Action> heldBack() {
        return decision.heldBack();
    }

    public String note() {
        return decision.note();
    }

    public Optional<TaskRecord> before() {
        return basis.before();
    }

    public Optional<ObservedObject> seen() {
        return basis.seen();
    }

    public Optional<Fields> produced() {
        return basis.produced();
    }

    public TaskKey movedFrom() {
        return basis.movedFrom();
    }

    public String leftover() {
        return basis.leftover();
    }

    /** Whether nothing could be decided because it could not be read, for a reason of its own. */
    public boolean isUnread() {
        return action() == Action.HOLD && cause() == Cause.UNSEEN;
    }

    /** Whether nothing could be decided because a run is at work on it, or was interrupted there. */
    public boolean isUnsettled() {
        return action() == Action.HOLD && (cause() == Cause.UNDER_WAY || cause() == Cause.INTERRUPTED);
    }

    public boolean isMove() {
        return !movedFrom().equals(key());
    }

    public Step as(Action action, Cause why) {
        return with(decision.as(action, why));
    }

    public Step because(Cause why) {
        return with(decision.as(action(), why));
    }

    public Step unsure() {
        return with(decision.unsure());
    }

    public Step changing(List<Change> fields) {
        return with(decision.changing(fields));
    }

    public Step noting(String sentence) {
        return with(decision.noting(sentence));
    }

    /** Nothing is done about it in this run, and what would have been stays visible. */
    public Step leftOut() {
        return with(decision.leftOut()).with(basis.producing(Optional.empty()));
    }

    /** It would be deleted, and stays, for a reason that is given. */
    Step kept(Cause why, String sentence) {
        return with(decision.kept(why, sentence)).with(basis.producing(Optional.empty()));
    }

    /** Whether it would be deleted, and stays because something is protected. */
    public boolean isKept() {
        return cause() == Cause.PROTECTED || cause() == Cause.NEEDED;
    }

    /** Nothing can be decided about it, for a reason that is said. */
    public Step held(String why) {
        return as(Action.HOLD, Cause.UNSEEN).noting(why).with(basis.producing(Optional.empty()));
    }

    public Step from(TaskRecord record) {
        return with(basis.from(record));
    }

    public Step finding(ObservedObject found) {
        return with(basis.finding(found));
    }

    public Step producing(Fields outputs) {
        return with(basis.producing(Optional.of(outputs)));
    }

    public Step moving(TaskKey from) {
        return with(basis.moving(from));
    }

    public Step deletingLeftover(String id) {
        return with(basis.deletingLeftover(id));
    }

    private Step with(Decision other) {
        return new Step(task, version, other, basis);
    }

    private Step with(StepBasis other) {
        return new Step(task, version, decision, other);
    }
}

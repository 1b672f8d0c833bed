package dev.slipway.plan;

import dev.slipway.graph.Expansion;
import dev.slipway.model.FieldPath;
import dev.slipway.model.ForEach;
import dev.slipway.model.Printable;
import dev.slipway.model.Ref;
import dev.slipway.model.TaskKey;
import dev.slipway.model.Unknown;
import dev.slipway.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is said of a step: what is done and why, and what else one should know before agreeing. */
final class StepText {
    private StepText() {}

    static String says(Step step) {
        return switch (step.action()) {
            case DEFER -> deferred(step);
            case HOLD -> "not decided: " + noteOr(step, step.cause().text());
            case NOTE -> noted(step);
            case SKIP ->
                step.heldBack()
                        .map(action ->
                                step.isKept() ? "stays: " + step.note() : word(action) + ", left out of this run")
                        .orElse(step.cause().text());
            default -> acting(step);
        };
    }

    private static String acting(Step step) {
        String word = word(step.action());
        if (!step.leftover().isEmpty()) {
            return word + " the former object " + Printable.line(step.leftover()) + ": "
                    + step.cause().text();
        } else if (step.action() == Action.RUN && step.produced().isPresent()) {
            return "save computed result: " + step.cause().text();
        }
        String condition = step.sure() ? ": " : ", if its inputs change: ";
        return word + condition + step.cause().text();
    }

    /** The verb for an action; a computation is computed and a look is a look. */
    static String word(Action action) {
        return switch (action) {
            case RUN -> "compute";
            case READ -> "look";
            case DEFER -> "decide later";
            case HOLD -> "undecided";
            default -> action.word();
        };
    }

    /** What becomes of a task, as a sentence goes on after its key. */
    static String verdict(Step step) {
        String perhaps = step.sure() ? "" : ", if its inputs change";
        return switch (step.action()) {
            case CREATE -> "will be created" + perhaps;
            case UPDATE -> "will be changed" + perhaps;
            case REPLACE -> "will be replaced" + perhaps;
            case DELETE -> "will be deleted";
            case ADOPT -> "will be adopted";
            case FORGET -> "will be forgotten";
            case NOTE -> "stays as it is, and only its recorded state changes";
            case RUN -> (step.produced().isPresent() ? "was computed while planning" : "will be computed") + perhaps;
            case READ -> "will be looked at";
            case DEFER, HOLD -> "is not decided";
            case SKIP -> step.heldBack().isPresent() && !step.isKept() ? "is left out of this run" : "stays as it is";
        };
    }

    /** Why the verdict is what it is. */
    static String reason(Step step) {
        return switch (step.action()) {
            case DEFER ->
                fan(step)
                        .map(over -> "there will be tasks for each of " + over)
                        .orElse(noteOr(step, step.cause().text()));
            case HOLD -> noteOr(step, step.cause().text());
            case SKIP ->
                step.heldBack()
                        .filter(action -> !step.isKept())
                        .map(action -> "targets or excludes leave it out, otherwise: " + word(action))
                        .orElse(step.cause().text());
            default -> step.cause().text();
        };
    }

    private static String noted(Step step) {
        if (step.isMove() && step.cause() == Cause.MOVED) {
            return "moved: " + step.movedFrom() + " -> " + step.key() + ", nothing is done to it";
        } else if (step.cause() == Cause.DRIFTED) {
            return "remember: what was changed is accepted";
        }
        Cause cause = IgnoredChanges.isNewCode(step) ? Cause.NEW_CODE : step.cause();
        return "remember: " + noteOr(step, cause.text());
    }

    private static String deferred(Step step) {
        return fan(step)
                .map(over -> "tasks for each of " + over)
                .orElse("decided later: " + noteOr(step, step.cause().text()));
    }

    private static Optional<String> fan(Step step) {
        Value over = step.task().inputs().get("over");
        if (!step.key().kind().equals(ForEach.KIND)) {
            return Optional.empty();
        } else if (over instanceof Unknown unknown) {
            return Optional.of(fan(unknown.producer(), unknown.field()));
        }
        return over instanceof Ref ref ? Optional.of(fan(ref.producer(), ref.field())) : Optional.empty();
    }

    private static String fan(TaskKey producer, FieldPath field) {
        String name = field.isRoot() ? producer.toString() : producer + "." + field;
        return name + ", number known after " + producer;
    }

    private static String noteOr(Step step, String otherwise) {
        return step.note().isEmpty() ? otherwise : Printable.line(step.note());
    }

    static List<String> remarks(Step step) {
        var remarks = new ArrayList<String>();
        boolean decided = step.action() != Action.HOLD && step.action() != Action.DEFER;
        if (step.isMove() && step.cause() != Cause.MOVED) {
            remarks.add("it was " + step.movedFrom() + " before");
        }
        if (step.action() == Action.ADOPT) {
            step.seen().ifPresent(seen -> remarks.add("it is there as " + Printable.line(seen.id())));
        }
        if (step.action() == Action.REPLACE) {
            remarks.add(
                    step.task().rules().createFirst()
                            ? "the new one is created before the old one is deleted"
                            : "the old one is deleted before the new one is created");
        }
        if (step.action() == Action.DELETE && step.leftover().isEmpty()) {
            step.before().ifPresent(was -> remarks.add("it is there as " + Printable.line(was.id())));
        }
        if (decided && step.action() != Action.NOTE && !step.note().isEmpty()) {
            remarks.add(Printable.line(step.note()));
        }
        return remarks;
    }

    /** The task that collects what a fan-out left: bookkeeping that nobody wrote. */
    static boolean isCollecting(Step step) {
        return step.key().kind().equals(ForEach.KIND)
                && step.task().inputs().names().contains(Expansion.ITEMS);
    }
}

package dev.slipway.plan;

import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.Missing;
import dev.slipway.model.Numbers;
import dev.slipway.model.Origin;
import dev.slipway.model.TaskKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Follows reasons upstream, from task to field to the task that the value comes from, as deep as they go. Near the task
 * that was asked about everything is told; far from it only where it all begins. Each task is told of once.
 */
final class ReasonTrail {
    private static final int DEEPEST = 6;
    private static final int LINES = 40;
    private static final int BEGINNINGS = 5;

    /** So far down that nothing is told any more. */
    private static final int OUT_OF_SIGHT = Integer.MAX_VALUE / 2;

    /** Something yet to be told. */
    private sealed interface Stop {}

    private record TaskStop(int step, int depth) implements Stop {}

    private record FieldStop(int step, int depth, Change change) implements Stop {}

    private final Plan plan;
    private final Map<TaskKey, Integer> index;
    private final ValueSources sources;
    private final List<Explanation.Line> lines;
    private final Deque<Stop> ahead = new ArrayDeque<>();
    private final BitSet told = new BitSet();
    private final Set<Integer> beginnings = new LinkedHashSet<>();
    private int untold;

    ReasonTrail(Plan plan, Map<TaskKey, Integer> index, ValueSources sources, List<Explanation.Line> lines) {
        this.plan = plan;
        this.index = index;
        this.sources = sources;
        this.lines = lines;
    }

    /** Tells the reasons of a step whose own verdict has been told. */
    void follow(int step) {
        told.set(step);
        pushReasons(step, 1);
        while (!ahead.isEmpty()) {
            Stop stop = ahead.pop();
            if (stop instanceof TaskStop task) {
                task(task);
            } else if (stop instanceof FieldStop field) {
                field(field);
            }
        }
        if (untold > 0) {
            say(1, "… and " + Numbers.of(untold) + " more tasks on the way; it begins with:", Origin.NONE);
            beginnings.stream().limit(BEGINNINGS).forEach(i -> say(2, head(i), step(i).origin()));
            if (beginnings.size() > BEGINNINGS) {
                say(2, "… and " + Numbers.of(beginnings.size() - BEGINNINGS) + " more", Origin.NONE);
            }
        }
    }

    private void task(TaskStop stop) {
        boolean near = stop.depth() <= DEEPEST && lines.size() < LINES;
        if (told.get(stop.step())) {
            if (near && step(stop.step()).action() != Action.SKIP) {
                say(stop.depth(), step(stop.step()).key() + ", see above", Origin.NONE);
            }
            return;
        }
        told.set(stop.step());
        if (near) {
            say(stop.depth(), head(stop.step()), step(stop.step()).origin());
        } else {
            untold++;
        }
        if (!pushReasons(stop.step(), near ? stop.depth() + 1 : OUT_OF_SIGHT) && !near) {
            beginnings.add(stop.step());
        }
    }

    private void field(FieldStop stop) {
        List<Source> from =
                sources.of(stop.step(), stop.change().path(), stop.change().after());
        if (stop.depth() <= DEEPEST + 1 && lines.size() < LINES) {
            FieldRow row = new FieldRows(step(stop.step()), Detail.NORMAL).of(stop.change());
            String moved = stop.change().drift() ? ", changed outside Slipway" : "";
            String known = stop.change().after().isKnown() && !from.isEmpty() ? ", " + from.get(0) : "";
            say(stop.depth(), row + moved + known, Origin.NONE);
            row.patch().forEach(line -> say(stop.depth() + 1, line, Origin.NONE));
        }
        for (int i = from.size() - 1; i >= 0; i--) {
            Integer producer = index.get(from.get(i).producer());
            if (producer != null) {
                ahead.push(new TaskStop(producer, stop.depth() + 1));
            }
        }
    }

    /** What the verdict on a step comes from: fields that change or are unknown; else tasks that it has to wait for. */
    private boolean pushReasons(int i, int depth) {
        Step step = step(i);
        var reasons = new ArrayList<Stop>();
        if (step.action() != Action.SKIP) {
            step.changes().forEach(change -> reasons.add(new FieldStop(i, depth, change)));
            if (step.changes().isEmpty()) {
                unknown(step).forEach(change -> reasons.add(new FieldStop(i, depth, change)));
            }
        }
        if (reasons.isEmpty()) {
            for (int need : plan.needs().get(i)) {
                if (waitsFor(step, step(need))) {
                    reasons.add(new TaskStop(need, depth));
                }
            }
        }
        for (int k = reasons.size() - 1; k >= 0; k--) {
            ahead.push(reasons.get(k));
        }
        return reasons.stream()
                .anyMatch(reason ->
                        !(reason instanceof FieldStop field) || !field.change().isSure());
    }

    private static boolean waitsFor(Step step, Step need) {
        return switch (step.action()) {
            case HOLD, DEFER -> need.action() == step.action();
            case READ -> need.action().acts();
            case SKIP -> step.heldBack().isPresent() && need.heldBack().isPresent();
            default -> false;
        };
    }

    private static List<Change> unknown(Step step) {
        var unknown = new ArrayList<Change>();
        Fields inputs = step.task().inputs();
        for (int i = 0; i < inputs.size(); i++) {
            if (!inputs.value(i).isKnown()) {
                unknown.add(new Change(FieldPath.of(inputs.name(i)), Missing.ABSENT, inputs.value(i), false, false));
            }
        }
        return unknown;
    }

    private String head(int i) {
        Step step = step(i);
        return step.key() + " " + StepText.verdict(step) + ": " + StepText.reason(step);
    }

    private Step step(int i) {
        return plan.steps().get(i);
    }

    private void say(int depth, String text, Origin origin) {
        lines.add(new Explanation.Line(depth, text, origin));
    }
}

package dev.slipway.plan;

import dev.slipway.model.Fields;
import dev.slipway.model.Origin;
import dev.slipway.model.Problems;
import dev.slipway.model.Protection;
import dev.slipway.model.TaskKey;
import dev.slipway.store.TaskRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps what is protected: explicitly, or because it holds data. A deletion of it becomes a step that keeps it, along with
 * all that it is built on and all that lives in it, and the rest of the plan stands. A replacement of it is refused, because the declaration cannot
 * be met without it. What is released may go in this run.
 */
final class Retention {
    private final PlanContext facts;
    private final List<Step> steps;

    Retention(PlanContext facts, List<Step> steps) {
        this.facts = facts;
        this.steps = new ArrayList<>(steps);
    }

    List<Step> apply(Problems problems) {
        var removals = new LinkedHashMap<TaskKey, Integer>();
        var kept = new ArrayDeque<TaskRecord>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (step.action() == Action.REPLACE) {
                refuse(step, problems);
            } else if (isRemoval(step)) {
                removals.put(step.key(), i);
            }
        }
        for (int i : List.copyOf(removals.values())) {
            Step step = steps.get(i);
            TaskRecord was = step.before().orElseThrow();
            Optional<String> reason =
                    step.action() == Action.DELETE && !isReleased(step) ? reason(was) : Optional.empty();
            reason.ifPresent(why -> kept.add(keep(removals, step.key(), Cause.PROTECTED, why)));
        }
        while (!kept.isEmpty()) {
            TaskRecord on = kept.remove();
            for (TaskKey need : on.needs()) {
                if (removals.containsKey(need)) {
                    kept.add(keep(removals, need, Cause.NEEDED, on.key() + ", which stays, is built on it"));
                }
            }
            for (TaskKey content : contents(removals.keySet(), on.key())) {
                kept.add(keep(removals, content, Cause.NEEDED, "it belongs to " + on.key() + ", which stays"));
            }
        }
        return steps;
    }

    /** What lives in a container that stays, such as the firewall of a machine, stays with it. */
    private List<TaskKey> contents(Set<TaskKey> removals, TaskKey container) {
        return removals.stream()
                .filter(key -> facts.contents().container(key).equals(Optional.of(container)))
                .toList();
    }

    /** What a protected resource is built on may be a computation; what that is built on is kept through it. */
    private static boolean isRemoval(Step step) {
        boolean goes = step.action() == Action.DELETE || step.action() == Action.FORGET;
        return goes && step.leftover().isEmpty() && step.before().isPresent() && step.cause() != Cause.VANISHED;
    }

    private TaskRecord keep(Map<TaskKey, Integer> removals, TaskKey key, Cause cause, String why) {
        int i = Objects.requireNonNull(removals.remove(key));
        Step step = steps.get(i);
        steps.set(i, step.kept(cause, why));
        return step.before().orElseThrow();
    }

    private void refuse(Step step, Problems problems) {
        TaskRecord was = step.before().orElseThrow();
        Optional<String> recorded = reason(was);
        Optional<String> declared = reason(
                step.task().rules().protection(), step.key().kind(), step.task().inputs(), was.produced());
        if ((recorded.isEmpty() && declared.isEmpty()) || isReleased(step)) {
            return;
        }
        problems.add(
                was.key() + " would be replaced, but it is protected",
                step.origin().equals(Origin.NONE) ? was.origin() : step.origin(),
                recorded.isPresent() ? recorded.get() + "; that was recorded when it was last applied" : declared.get(),
                "keep it as it is; or let it go in this run with --release " + was.key());
    }

    private boolean isReleased(Step step) {
        return facts.options().release().contains(step.key())
                || facts.options()
                        .release()
                        .contains(step.before().orElseThrow().key());
    }

    private Optional<String> reason(TaskRecord was) {
        return reason(was.rules().protection(), was.key().kind(), was.declared(), was.produced());
    }

    /** Why a resource is protected, or nothing if it is not. */
    private Optional<String> reason(Protection setting, String kind, Fields declared, Fields produced) {
        List<String> data =
                facts.registry().knows(kind) ? facts.shape(kind).data().in(declared, produced) : List.of();
        if (!setting.covers(!data.isEmpty())) {
            return Optional.empty();
        } else if (setting == Protection.ON) {
            return Optional.of("its declaration says protect = true");
        }
        return Optional.of("it holds data" + (data.contains("") ? "" : ": " + String.join(", ", data)));
    }
}

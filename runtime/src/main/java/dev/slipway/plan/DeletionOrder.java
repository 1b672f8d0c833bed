package dev.slipway.plan;

import dev.slipway.model.ForEach;
import dev.slipway.model.TaskKey;
import dev.slipway.store.TaskRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands on what, by the records. A thing goes after all that stands on it; and as long as it is not known whether
 * one of these goes too, because a fan-out may make it again, the thing is not decided either.
 */
final class DeletionOrder {
    private final PlanBuilder sketch;
    private final Map<TaskKey, List<TaskKey>> builtOn = new HashMap<>();
    private final Map<TaskKey, Step> undecided = new HashMap<>();

    DeletionOrder(PlanBuilder sketch, Collection<TaskRecord> records) {
        this.sketch = sketch;
        for (TaskRecord record : records) {
            for (TaskKey need : record.needs()) {
                builtOn.computeIfAbsent(need, n -> new ArrayList<>()).add(record.key());
            }
        }
    }

    /** The records that were built on it. */
    List<TaskKey> on(TaskKey key) {
        return builtOn.getOrDefault(key, List.of());
    }

    /** As long as it is not known what a fan-out stands for, what it may have made is not to be taken for abandoned. */
    boolean maybeFanned(TaskKey key) {
        return fan(key).isPresent();
    }

    /** Adds a removal to the plan, after what stands on it and after these. */
    void add(Step removal, TaskKey from, Collection<TaskKey> users) {
        var after = new ArrayList<>(on(from));
        after.addAll(users);
        boolean goes = removal.action() == Action.DELETE || removal.action() == Action.FORGET;
        Optional<TaskKey> open = goes
                ? after.stream().filter(user -> undecided(user).isPresent()).findFirst()
                : Optional.empty();
        if (open.isEmpty()) {
            sketch.add(removal, after);
            return;
        }
        Step on = undecided(open.get()).orElseThrow();
        Cause cause = on.action() == Action.HOLD ? Cause.BLOCKED : on.cause();
        Step step = removal.as(on.action(), cause)
                .noting("it is not known yet whether " + open.get() + ", which stands on it, stays");
        if (step.leftover().isEmpty()) {
            undecided.put(step.key(), step);
        }
        after.add(on.key());
        sketch.add(step, after);
    }

    private Optional<Step> undecided(TaskKey user) {
        Step open = undecided.get(user);
        if (open != null) {
            return Optional.of(open);
        }
        return sketch.covers(user)
                ? Optional.empty()
                : fan(user).map(fan -> sketch.steps().get(sketch.graph().indexOf(fan.key())));
    }

    private Optional<ForEach> fan(TaskKey key) {
        return sketch.graph().fans().stream().filter(fan -> fan.mayMake(key)).findFirst();
    }
}

package dev.slipway.plan;

import dev.slipway.graph.TopologicalOrder;
import dev.slipway.model.Effect;
import dev.slipway.model.Pure;
import dev.slipway.model.TaskKey;
import dev.slipway.model.TaskOptions;
import dev.slipway.observe.Observation;
import dev.slipway.provide.Containment;
import dev.slipway.store.TaskRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * What is to be taken away: everything recorded that is declared no longer, and former objects that a replacement left
 * behind. Planned from the record, because the script no longer knows; in reverse, because what stands on a thing goes
 * before the thing.
 */
final class Removals {
    private final PlanContext facts;

    Removals(PlanContext facts) {
        this.facts = facts;
    }

    /** Adds everything that is to be taken away to a plan in the making. */
    void addTo(PlanBuilder sketch) {
        Collection<TaskRecord> records = facts.snapshot().records().values();
        if (sketch.known() < records.size() || anyLeftover(records) || anyReplaced(sketch)) {
            var footing = new DeletionOrder(sketch, records);
            List<TaskRecord> going = inOrder(key -> sketch.covers(key) || footing.maybeFanned(key));
            var contents = new DeletedContents(facts.contents(), going, this::step);
            for (TaskRecord record : contents.others()) {
                footing.add(step(record), record.key(), List.of());
            }
            contents.addTo(sketch, footing);
            for (TaskRecord record : records) {
                // After the step on the present object, which rewrites the record that lists the former ones.
                record.leftovers()
                        .forEach(id -> footing.add(leftover(record, id), record.key(), List.of(record.key())));
            }
            addReplaced(sketch, footing);
        }
        for (var doubt : facts.snapshot().doubts().entrySet()) {
            if (!sketch.covers(doubt.getKey())) {
                sketch.add(inDoubt(doubt.getValue().intent().next()), List.of());
            }
        }
    }

    private static boolean anyLeftover(Collection<TaskRecord> records) {
        for (TaskRecord record : records) {
            if (!record.leftovers().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyReplaced(PlanBuilder sketch) {
        for (Step step : sketch.steps()) {
            if (step.action() == Action.REPLACE) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whoever is created before its predecessor is deleted leaves one behind, until all who use it have changed over.
     * Whoever is deleted first waits until all that stood on it and goes has gone.
     */
    private void addReplaced(PlanBuilder sketch, DeletionOrder footing) {
        TopologicalOrder order = sketch.graph().order();
        takeDown(sketch, footing);
        for (int i = 0; i < order.size(); i++) {
            Step step = sketch.steps().get(i);
            if (step.action() != Action.REPLACE) {
                continue;
            } else if (!step.task().rules().createFirst()) {
                sketch.afterGone(i, footing.on(step.movedFrom()));
                continue;
            }
            var users = new ArrayList<TaskKey>();
            users.add(step.key());
            for (int k = 0; k < order.fanOut(i); k++) {
                users.add(sketch.graph().task(order.successor(i, k)).key());
            }
            TaskRecord record = step.before().orElseThrow();
            footing.add(leftover(record.as(step.key()), record.id()), step.movedFrom(), users);
        }
    }

    /** Of two that are deleted first, one built on the other, the upper one goes before the lower one does. */
    private void takeDown(PlanBuilder sketch, DeletionOrder footing) {
        var replaced = new HashSet<TaskKey>();
        sketch.steps().stream()
                .filter(step -> deletesFirst(step) && !isDeletedWithContainer(step))
                .forEach(step -> replaced.add(step.movedFrom()));
        for (int i = sketch.graph().size() - 1; i >= 0 && replaced.size() > 1; i--) {
            Step step = sketch.steps().get(i);
            if (replaced.contains(step.movedFrom())) {
                TaskRecord record = step.before().orElseThrow();
                if (record.needs().stream().anyMatch(replaced::contains)) {
                    Step removal = leftover(record, record.id());
                    sketch.takeDown(i, removal.as(Action.DELETE, step.cause()), footing.on(step.movedFrom()));
                }
            }
        }
    }

    /** The system deletes it when its container is replaced. */
    private boolean isDeletedWithContainer(Step step) {
        return step.cause() == Cause.CONTAINER_REPLACED
                && facts.contents()
                        .of(step.key().kind())
                        .filter(within -> within.fate() == Containment.Fate.DELETED)
                        .isPresent();
    }

    /** Whether the object is surely deleted before its successor is created. */
    static boolean deletesFirst(Step step) {
        return step.action() == Action.REPLACE
                && !step.task().rules().createFirst()
                && step.before().orElseThrow().leftovers().isEmpty()
                && (step.cause() == Cause.FORCED
                        || (step.cause() == Cause.CONTAINER_REPLACED && step.sure())
                        || step.changes().stream().anyMatch(change -> change.replaces() && change.isSure()));
    }

    /** Records that are to go, those first on which nothing else rests. */
    private List<TaskRecord> inOrder(Predicate<TaskKey> staying) {
        var going = new HashMap<TaskKey, TaskRecord>();
        facts.snapshot().records().forEach((key, record) -> {
            if (!staying.test(key)) {
                going.put(key, record);
            }
        });
        var dependents = new HashMap<TaskKey, Integer>();
        going.values().forEach(record -> record.needs().forEach(need -> dependents.merge(need, 1, Integer::sum)));
        var ready = new ArrayDeque<TaskRecord>();
        going.values().stream()
                .sorted(Comparator.comparing(TaskRecord::key))
                .filter(record -> !dependents.containsKey(record.key()))
                .forEach(ready::add);
        var ordered = new ArrayList<TaskRecord>();
        var done = new HashSet<TaskKey>();
        while (!ready.isEmpty()) {
            TaskRecord record = ready.remove();
            ordered.add(record);
            done.add(record.key());
            for (TaskKey need : record.needs()) {
                if (dependents.merge(need, -1, Integer::sum) == 0 && going.containsKey(need)) {
                    ready.add(going.get(need));
                }
            }
        }
        // Records that need each other cannot be made, only moved into being; they go last and in order of name.
        going.values().stream()
                .filter(record -> !done.contains(record.key()))
                .sorted(Comparator.comparing(TaskRecord::key))
                .forEach(ordered::add);
        return ordered;
    }

    private Step step(TaskRecord record) {
        if (!record.isEffect()) {
            var task = new Pure(record.key(), record.declared(), List.of(), record.rules(), record.origin());
            return Step.of(task, 0, Action.FORGET, cause()).from(record);
        }
        var task = new Effect(record.key(), record.declared(), record.rules(), record.origin());
        if (facts.snapshot().doubts().containsKey(record.key())) {
            return inDoubt(record).from(record);
        }
        if (facts.shape(record.key().kind()).lifecycle().isWork()) {
            return Step.of(task, 0, Action.FORGET, cause()).from(record);
        }
        Observation observation = facts.world().of(record.key()).orElse(null);
        if (observation instanceof Observation.Gone) {
            return Step.of(task, 0, Action.FORGET, Cause.VANISHED).from(record);
        }
        Step delete = Step.of(task, 0, Action.DELETE, cause()).from(record);
        if (observation instanceof Observation.Unseen unseen) {
            return PurePlanner.held(delete, unseen.why());
        }
        return observation instanceof Observation.Changed changed ? delete.finding(changed.seen()) : delete;
    }

    /** Nobody knows what there is to take away: a step that was begun could not be settled. */
    private Step inDoubt(TaskRecord record) {
        var task = new Effect(record.key(), record.declared(), TaskOptions.NONE, record.origin());
        return facts.onlooker().open(Step.of(task, 0, Action.HOLD, Cause.UNSEEN));
    }

    static Step leftover(TaskRecord record, String id) {
        var task = new Effect(record.key(), record.declared(), record.rules(), record.origin());
        return Step.of(task, 0, Action.DELETE, Cause.LEFTOVER).from(record).deletingLeftover(id);
    }

    private Cause cause() {
        return facts.options().teardown() ? Cause.TEARDOWN : Cause.REMOVED;
    }
}

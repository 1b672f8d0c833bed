package dev.slipway.plan;

import dev.slipway.graph.Order;
import dev.slipway.model.Effect;
import dev.slipway.model.Origin;
import dev.slipway.model.Problems;
import dev.slipway.model.Pure;
import dev.slipway.model.Rules;
import dev.slipway.model.TaskKey;
import dev.slipway.observe.Observation;
import dev.slipway.store.Recorded;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What is to be taken away: everything recorded that is declared no longer, and former objects that a replacement left
 * behind. Planned from the record, because the script no longer knows; in reverse, because what stands on a thing goes
 * before the thing.
 */
final class Removals {
    private final Facts facts;
    private final Problems problems;

    Removals(Facts facts, Problems problems) {
        this.facts = facts;
        this.problems = problems;
    }

    /** Adds everything that is to be taken away to a plan in the making. */
    void addTo(Sketch sketch) {
        Collection<Recorded> records = facts.snapshot().records().values();
        if (sketch.known() < records.size()
                || records.stream().anyMatch(r -> !r.leftovers().isEmpty())) {
            Map<TaskKey, List<TaskKey>> builtOn = builtOn();
            for (Recorded record : inOrder(key -> sketch.covers(key) || maybeFanned(sketch, key))) {
                sketch.add(step(record), builtOn.getOrDefault(record.key(), List.of()));
            }
            for (Recorded record : records) {
                // After the step on the present object, which rewrites the record that lists the former ones.
                var users = new ArrayList<>(builtOn.getOrDefault(record.key(), List.of()));
                users.add(record.key());
                record.leftovers().forEach(id -> sketch.add(leftover(record, id), users));
            }
        }
        facts.snapshot().doubts().forEach((key, open) -> {
            if (!sketch.covers(key)) {
                sketch.add(inDoubt(open.intent().next()), List.of());
            }
        });
        addReplaced(sketch, sketch.steps().stream().anyMatch(Removals::leavesOneBehind) ? builtOn() : Map.of());
    }

    private static boolean leavesOneBehind(Step step) {
        return step.action() == Action.REPLACE && step.task().rules().createFirst();
    }

    /** Whoever is created before its predecessor is deleted leaves one behind, until all who use it have changed over. */
    private static void addReplaced(Sketch sketch, Map<TaskKey, List<TaskKey>> builtOn) {
        Order order = sketch.graph().order();
        for (int i = 0; i < order.size(); i++) {
            Step step = sketch.steps().get(i);
            if (leavesOneBehind(step)) {
                var users = new ArrayList<>(builtOn.getOrDefault(step.movedFrom(), List.of()));
                users.add(step.key());
                for (int k = 0; k < order.fanOut(i); k++) {
                    users.add(sketch.graph().task(order.successor(i, k)).key());
                }
                Recorded record = step.before().orElseThrow();
                sketch.add(leftover(record.as(step.key()), record.id()), users);
            }
        }
    }

    /** As long as it is not known what a fan-out stands for, what it may have made is not to be taken for abandoned. */
    private static boolean maybeFanned(Sketch sketch, TaskKey key) {
        return sketch.graph().fans().stream().anyMatch(fan -> fan.mayMake(key));
    }

    /** Refuses to lose what is protected, unless it is released for this once. */
    static void guard(Recorded was, boolean declared, Origin origin, String fate, Options options, Problems problems) {
        if ((was.protect() || declared) && !options.release().contains(was.key())) {
            problems.add(
                    was.key() + " would be " + fate + ", but it is protected",
                    origin.equals(Origin.NONE) ? was.origin() : origin,
                    declared
                            ? "its declaration protects it"
                            : "it was protected when it was last applied; deleting its line does not undo that",
                    "keep it; or declare it unprotected and apply; or release it for this run");
        }
    }

    /** Records that are to go, those first on which nothing else rests. */
    private List<Recorded> inOrder(Predicate<TaskKey> staying) {
        var going = new HashMap<TaskKey, Recorded>();
        facts.snapshot().records().forEach((key, record) -> {
            if (!staying.test(key)) {
                going.put(key, record);
            }
        });
        var dependents = new HashMap<TaskKey, Integer>();
        going.values().forEach(record -> record.needs().forEach(need -> dependents.merge(need, 1, Integer::sum)));
        var ready = new ArrayDeque<Recorded>();
        going.values().stream()
                .sorted(Comparator.comparing(Recorded::key))
                .filter(record -> !dependents.containsKey(record.key()))
                .forEach(ready::add);
        var ordered = new ArrayList<Recorded>();
        var done = new HashSet<TaskKey>();
        while (!ready.isEmpty()) {
            Recorded record = ready.remove();
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
                .sorted(Comparator.comparing(Recorded::key))
                .forEach(ordered::add);
        return ordered;
    }

    private Step step(Recorded record) {
        var rules = Rules.NONE.protect(record.protect());
        if (!record.isEffect()) {
            var task = new Pure(record.key(), record.declared(), List.of(), rules, record.origin());
            return Step.of(task, 0, Action.FORGET, cause()).from(record);
        }
        var task = new Effect(record.key(), record.declared(), rules, record.origin());
        if (facts.snapshot().doubts().containsKey(record.key())) {
            return inDoubt(record).from(record);
        }
        Observation observation = facts.world().of(record.key()).orElse(null);
        if (observation instanceof Observation.Gone) {
            return Step.of(task, 0, Action.FORGET, Cause.VANISHED).from(record);
        }
        Step delete = Step.of(task, 0, Action.DELETE, cause()).from(record);
        if (observation instanceof Observation.Unseen unseen) {
            return ForPure.held(delete, unseen.why());
        }
        guard(record, false, record.origin(), "deleted", facts.options(), problems);
        return observation instanceof Observation.Changed changed ? delete.finding(changed.seen()) : delete;
    }

    /** Nobody knows what there is to take away: a step that was begun could not be settled. */
    private static Step inDoubt(Recorded record) {
        var task = new Effect(record.key(), record.declared(), Rules.NONE, record.origin());
        return Step.of(task, 0, Action.HOLD, Cause.UNSEEN).noting("an interrupted step on it could not be settled");
    }

    private static Step leftover(Recorded record, String id) {
        var task = new Effect(record.key(), record.declared(), Rules.NONE, record.origin());
        return Step.of(task, 0, Action.DELETE, Cause.LEFTOVER).from(record).deletingLeftover(id);
    }

    private Cause cause() {
        return facts.options().teardown() ? Cause.TEARDOWN : Cause.REMOVED;
    }

    /** By key, the records that were built on it. */
    private Map<TaskKey, List<TaskKey>> builtOn() {
        var builtOn = new HashMap<TaskKey, List<TaskKey>>();
        facts.snapshot()
                .records()
                .values()
                .forEach(record -> record.needs()
                        .forEach(need -> builtOn.computeIfAbsent(need, n -> new ArrayList<>())
                                .add(record.key())));
        return builtOn;
    }
}

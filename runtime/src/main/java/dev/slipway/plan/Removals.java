package dev.slipway.plan;

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
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    /** Refuses to lose what is protected, unless it is released for this once. */
    static void guard(TaskKey key, Recorded was, Origin origin, String fate, Options options, Problems problems) {
        if (was.protect() && !options.release().contains(key)) {
            synchronized (problems) {
                problems.add(
                        key + " would be " + fate + ", but it is protected",
                        origin.equals(Origin.NONE) ? was.origin() : origin,
                        "it was protected when it was last applied; deleting its line does not undo that",
                        "keep it; or declare it unprotected and apply; or release it for this run");
            }
        }
    }

    /** Records that are to go, those first on which nothing else rests. */
    List<Recorded> inOrder(Set<TaskKey> staying) {
        var going = new HashMap<TaskKey, Recorded>();
        facts.snapshot().records().forEach((key, record) -> {
            if (!staying.contains(key)) {
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

    Step step(Recorded record) {
        var rules = Rules.NONE.protect(record.protect());
        if (!record.isEffect()) {
            var task = new Pure(record.key(), record.declared(), List.of(), rules, record.origin());
            return Step.of(task, 0, Action.FORGET, cause()).from(record);
        }
        var task = new Effect(record.key(), record.declared(), rules, record.origin());
        Observation observation = facts.world().of(record.key()).orElse(null);
        if (observation instanceof Observation.Gone) {
            return Step.of(task, 0, Action.FORGET, Cause.VANISHED).from(record);
        }
        Step delete = Step.of(task, 0, Action.DELETE, cause()).from(record);
        if (observation instanceof Observation.Unseen unseen) {
            return ForPure.held(delete, unseen.why());
        }
        guard(record.key(), record, record.origin(), "deleted", facts.options(), problems);
        return observation instanceof Observation.Changed changed ? delete.finding(changed.seen()) : delete;
    }

    Step leftover(Recorded record, String id) {
        var task = new Effect(record.key(), record.declared(), Rules.NONE, record.origin());
        return Step.of(task, 0, Action.DELETE, Cause.LEFTOVER).from(record).deletingLeftover(id);
    }

    private Cause cause() {
        return facts.options().teardown() ? Cause.TEARDOWN : Cause.REMOVED;
    }

    /** By key, the records that were built on it. */
    Map<TaskKey, List<TaskKey>> builtOn() {
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

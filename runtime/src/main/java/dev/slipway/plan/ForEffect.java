package dev.slipway.plan;

import dev.slipway.model.Drift;
import dev.slipway.model.Effect;
import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import dev.slipway.model.Problems;
import dev.slipway.model.TaskKey;
import dev.slipway.model.Value;
import dev.slipway.observe.Observation;
import dev.slipway.provide.Shape;
import dev.slipway.provide.Subject;
import dev.slipway.store.Recorded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/**
 * What is to be done about an object of the world.
 *
 * <p>The skip rule: nothing, if the wanted fingerprint and the observed token are both as recorded. When the first
 * differs, the declaration has changed; when the second does, the world has drifted; the two are never mixed up.
 */
final class ForEffect {
    private final Facts facts;
    private final Problems problems;

    ForEffect(Facts facts, Problems problems) {
        this.facts = facts;
        this.problems = problems;
    }

    CompletionStage<Verdict> decide(Effect declared, int version, Resolved resolved, Hasher hasher) {
        var task = new Effect(declared.key(), resolved.inputs(), declared.rules(), declared.origin());
        Optional<Recorded> record = record(task);
        if (record.isEmpty()) {
            return unrecorded(task, version, resolved);
        }
        Recorded was = record.get();
        Observation observation =
                facts.world().of(was.key()).orElse(new Observation.Same(dev.slipway.provide.Rung.FULL, Map.of()));
        Step step =
                Step.of(task, version, Action.SKIP, Cause.UNCHANGED).from(was).moving(was.key());
        if (observation instanceof Observation.Unseen unseen) {
            return new Verdict(ForPure.held(step, unseen.why()), Outlook.NOTHING).now();
        } else if (observation instanceof Observation.Gone) {
            return creating(step.as(Action.CREATE, Cause.VANISHED)).now();
        }
        Fingerprint wanted =
                resolved.isKnown() ? hasher.task(task.key().kind(), version, resolved.inputs()) : Fingerprint.ZERO;
        boolean sameWish = resolved.isKnown() && wanted.equals(was.desired());
        if (sameWish && observation instanceof Observation.Same same && !asked(task)) {
            return standing(task, step, was, same).now();
        }
        return compared(task, step, was, observation, sameWish).now();
    }

    private Optional<Recorded> record(Effect task) {
        Optional<Recorded> own = facts.record(task.key());
        for (TaskKey former : task.rules().formerly()) {
            own = own.isPresent() ? own : facts.record(former);
        }
        return own;
    }

    private boolean asked(Effect task) {
        return facts.options().replace().contains(task.key());
    }

    /** Nothing is remembered: create it, unless the provider finds that it is there already. */
    private CompletionStage<Verdict> unrecorded(Effect task, int version, Resolved resolved) {
        Step create = Step.of(task, version, Action.CREATE, Cause.NEW);
        if (!resolved.isKnown()) {
            return creating(create).now();
        }
        var resource = facts.registry().resource(task.key().kind());
        var subject = new Subject(task.key(), "", task.inputs(), Fields.NONE);
        return facts.caller()
                .look(task.key(), task.rules(), ticket -> resource.read(subject, ticket))
                .thenApply(found -> {
                    if (found.isEmpty()) {
                        return creating(create);
                    }
                    if (!task.rules().adopt()) {
                        refuseTaken(task, found.get().id());
                    }
                    var changes = Diff.between(found.get().actual(task.inputs()), task.inputs(), resource.shape());
                    Step adopt = create.as(Action.ADOPT, Cause.EXISTS)
                            .finding(found.get())
                            .changing(changes);
                    return new Verdict(adopt, Outlook.partly(found.get().fields()));
                })
                .exceptionally(error -> new Verdict(ForPure.held(create, error), Outlook.NOTHING));
    }

    private void refuseTaken(Effect task, String id) {
        synchronized (problems) {
            problems.add(
                    task.key() + " exists already as " + id + ", and Slipway did not make it",
                    task.origin(),
                    "nothing is recorded of it, so it may be somebody else's",
                    "allow adopting it, or choose another name");
        }
    }

    private static Verdict creating(Step step) {
        return new Verdict(step, Outlook.partly(step.task().inputs()));
    }

    /** Wish and world are as recorded; at most the record itself has something to learn. */
    private Verdict standing(Effect task, Step step, Recorded was, Observation.Same same) {
        Outlook outlook = Outlook.complete(was.produced());
        if (step.isMove()) {
            return new Verdict(step.as(Action.NOTE, Cause.MOVED), outlook);
        } else if (was.protect() != task.rules().protect()) {
            return new Verdict(step.as(Action.NOTE, Cause.REMEMBERED).noting("protection changes"), outlook);
        }
        Recorded fresher = same.fresh().isEmpty() ? was : was.knowing(same.fresh());
        return new Verdict(step.from(facts.files().restamped(fresher)), outlook);
    }

    private Verdict compared(Effect task, Step step, Recorded was, Observation observation, boolean sameWish) {
        Shape shape = facts.shape(task.key().kind());
        var changes = new TreeMap<FieldPath, Change>();
        if (observation instanceof Observation.Changed changed) {
            step = step.finding(changed.seen());
            for (Change change : drift(task, was, changed.seen().fields(), shape)) {
                changes.put(change.path(), change);
            }
        }
        if (!sameWish) {
            for (Change change : Diff.between(was.declared(), task.inputs(), shape)) {
                if (task.rules().driftOf(change.path()) != Drift.IGNORE) {
                    changes.put(change.path(), change);
                }
            }
        }
        step = step.changing(new ArrayList<>(changes.values()));
        if (changes.isEmpty() && !asked(task)) {
            Cause cause = step.isMove() ? Cause.MOVED : step.seen().isPresent() ? Cause.DRIFTED : Cause.REMEMBERED;
            Fields outputs = step.seen().map(seen -> seen.fields()).orElse(was.produced());
            return new Verdict(step.as(Action.NOTE, cause), Outlook.complete(outputs));
        }
        return acting(task, step, was, shape);
    }

    private Verdict acting(Effect task, Step step, Recorded was, Shape shape) {
        boolean replaces = asked(task) || step.changes().stream().anyMatch(Change::replaces);
        boolean sure = asked(task) || step.changes().stream().anyMatch(Change::isSure);
        boolean drifted = step.changes().stream().allMatch(Change::drift);
        Cause cause = asked(task) ? Cause.FORCED : !sure ? Cause.UPSTREAM : drifted ? Cause.DRIFTED : Cause.CHANGED;
        Step acting = step.as(replaces ? Action.REPLACE : Action.UPDATE, cause);
        acting = sure ? acting : acting.unsure();
        if (replaces) {
            Removals.guard(task.key(), was, task.origin(), "replaced", facts.options(), problems);
            return creating(acting);
        }
        var lasting = new HashMap<String, Value>();
        task.inputs().entries().forEach(entry -> lasting.put(entry.getKey(), entry.getValue()));
        shape.lasting().forEach(name -> lasting.put(name, was.produced().get(name)));
        return new Verdict(acting, Outlook.partly(new Fields(lasting)));
    }

    /** Declared fields that the world has changed since the record, and that are not to be left as they are. */
    private List<Change> drift(Effect task, Recorded was, Fields now, Shape shape) {
        var changes = new ArrayList<Change>();
        for (Change moved :
                Diff.between(only(was.produced(), now, task.inputs()), only(now, now, task.inputs()), shape)) {
            Value wanted = task.inputs().at(moved.path());
            boolean back = task.rules().driftOf(moved.path()) == Drift.REVERT && !wanted.equals(moved.after());
            if (back) {
                changes.add(new Change(moved.path(), moved.after(), wanted, moved.replaces(), true));
            }
        }
        return changes;
    }

    /** The fields that are both declared and seen; the rest of an object is its own affair. */
    private static Fields only(Fields from, Fields seen, Fields declared) {
        var entries = new TreeMap<String, Value>();
        for (String name : declared.names()) {
            if (seen.names().contains(name)) {
                entries.put(name, from.get(name));
            }
        }
        return new Fields(entries);
    }
}

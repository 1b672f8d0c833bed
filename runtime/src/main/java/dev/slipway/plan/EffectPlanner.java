package dev.slipway.plan;

import dev.slipway.model.Effect;
import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import dev.slipway.model.Problems;
import dev.slipway.model.Value;
import dev.slipway.observe.Observation;
import dev.slipway.provide.LookDepth;
import dev.slipway.provide.ObjectRef;
import dev.slipway.provide.ObservedObject;
import dev.slipway.provide.Schema;
import dev.slipway.store.TaskRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * What is to be done about an object of the world.
 *
 * <p>The skip rule: nothing, if the wanted fingerprint and the observed token are both as recorded. When the first
 * differs, the declaration has changed; when the second does, the world has drifted; the two are never mixed up.
 */
final class EffectPlanner {
    private final PlanContext facts;
    private final Problems problems;

    EffectPlanner(PlanContext facts, Problems problems) {
        this.facts = facts;
        this.problems = problems;
    }

    /**
     * Decides.
     *
     * @param wanted the fingerprint of the task, or zero while its inputs are not known
     * @param around the step that replaces what contains the object
     * @param urgency who goes first of those that are to be looked at now
     */
    CompletionStage<DecidedStep> decide(
            Effect declared,
            Optional<TaskRecord> record,
            int version,
            Fingerprint wanted,
            Optional<Step> around,
            LongSupplier urgency) {
        if (record.isEmpty()) {
            return unrecorded(declared, version, urgency);
        }
        TaskRecord was = record.get();
        boolean asDeclared = !wanted.isZero() && wanted.equals(was.desired());
        Effect task = asDeclared && !asked(declared) && around.isEmpty() ? declared : kept(declared, was);
        Observation observation = facts.world().of(was.key()).orElse(new Observation.Same(LookDepth.FULL, Map.of()));
        Step step =
                Step.of(task, version, Action.SKIP, Cause.UNCHANGED).from(was).moving(was.key());
        if (observation instanceof Observation.Unseen unseen) {
            return new DecidedStep(PurePlanner.held(step, unseen.why()), KnownOutputs.NOTHING).now();
        } else if (observation instanceof Observation.Gone) {
            boolean repeats = facts.shape(task.key().kind()).lifecycle().repeats(task.inputs());
            return creating(step.as(Action.CREATE, repeats ? Cause.REPEATED : Cause.VANISHED))
                    .now();
        }
        boolean isDesired = asDeclared || isDesired(task.inputs(), task, version, was);
        boolean sameWish = isDesired || isAsRecorded(task, version, was);
        if (around.isPresent()) {
            return replacedWith(around.get(), step, declared, was).now();
        }
        if (isDesired) {
            was.wanted().inputs().found(task.inputs());
        }
        if (sameWish && observation instanceof Observation.Same same && !asked(task)) {
            return standing(step, was, same).now();
        }
        return compared(declared, task, step, was, observation, sameWish).now();
    }

    private Effect kept(Effect task, TaskRecord was) {
        return RetainedResources.in(task, was, facts.shape(task.key().kind()));
    }

    private static boolean isDesired(Fields inputs, Effect task, int version, TaskRecord was) {
        return inputs.isKnown()
                && Hasher.spare(hasher -> hasher.task(task.key().kind(), version, inputs))
                        .equals(was.desired());
    }

    /** Whether only values differ that the script omits now or omitted then. */
    private boolean isAsRecorded(Effect task, int version, TaskRecord was) {
        Schema shape = facts.shape(task.key().kind());
        return !shape.lifecycle().computed().isEmpty()
                && task.inputs().equals(RetainedResources.declared(was, shape))
                && isDesired(was.declared(), task, version, was);
    }

    /** What lives inside an object that is replaced is made again inside the new one. */
    private DecidedStep replacedWith(Step container, Step step, Effect declared, TaskRecord was) {
        Step replaced = replacing(step, declared, was).as(Action.REPLACE, Cause.CONTAINER_REPLACED);
        return creating(container.sure() ? replaced : replaced.unsure());
    }

    /**
     * Two objects that exist at the same time are given different values by the system; where the declaration itself gives
     * them one that is unique, the old object must go first.
     */
    private Step replacing(Step step, Effect declared, TaskRecord was) {
        if (!declared.rules().createFirst()) {
            return step;
        }
        boolean isShared = UniqueKey.isShared(
                was, declared.inputs(), facts.shape(declared.key().kind()));
        Effect apart =
                isShared ? (Effect) kept(declared, was).with(declared.rules().createFirst(false)) : declared;
        return new Step(apart, step.version(), step.decision(), step.basis());
    }

    private boolean asked(Effect task) {
        return facts.options().replace().contains(task.key());
    }

    /** Nothing is remembered: create it, unless the provider finds that it is there already. */
    private CompletionStage<DecidedStep> unrecorded(Effect task, int version, LongSupplier urgency) {
        Step create = Step.of(task, version, Action.CREATE, Cause.NEW);
        if (!task.inputs().isKnown()) {
            return creating(create).now();
        }
        var resource = facts.registry().resource(task.key().kind());
        var subject = new ObjectRef(task.key(), "", task.inputs(), Fields.NONE);
        return facts.look(task, urgency, ticket -> resource.read(subject, ticket))
                .thenApplyAsync(
                        found -> {
                            if (found.isEmpty() || isOfAnother(task, found.get(), resource.shape())) {
                                return creating(create);
                            }
                            Optional<Step> ours = facts.onlooker().meanwhile(create);
                            if (ours.isPresent()) {
                                return new DecidedStep(ours.get(), KnownOutputs.NOTHING);
                            }
                            if (!task.rules().adopt()) {
                                refuseTaken(task, found.get().id());
                            }
                            var changes =
                                    Diff.between(found.get().actual(task.inputs()), task.inputs(), resource.shape());
                            if (changes.stream().anyMatch(Change::replaces)) {
                                refuseUnfit(task, found.get().id(), changes);
                            }
                            Step adopt = create.as(Action.ADOPT, Cause.EXISTS)
                                    .finding(found.get())
                                    .changing(changes);
                            return new DecidedStep(
                                    adopt, KnownOutputs.partly(found.get().fields()));
                        },
                        facts.caller().aside())
                .exceptionally(error -> new DecidedStep(PurePlanner.held(create, error), KnownOutputs.NOTHING));
    }

    /** What it claims is recorded for another task, which is to release it first. */
    private boolean isOfAnother(Effect task, ObservedObject found, Schema shape) {
        return !shape.lifecycle().unique().isEmpty()
                && facts.snapshot().records().values().stream()
                        .anyMatch(
                                record -> record.key().kind().equals(task.key().kind())
                                        && record.id().equals(found.id()));
    }

    private void refuseTaken(Effect task, String id) {
        problems.add(
                task.key() + " exists already as " + id + ", and Slipway did not make it",
                task.origin(),
                "it is not recorded in state, so it may be managed elsewhere",
                "say adopt = true there to take it over, or choose another name");
    }

    /** To replace what somebody else has made would be to destroy it. */
    private void refuseUnfit(Effect task, String id, List<Change> changes) {
        String fields = changes.stream()
                .filter(Change::replaces)
                .map(change -> change.path().toString())
                .collect(Collectors.joining(", "));
        problems.add(
                task.key() + " exists already as " + id + ", and cannot be adopted as it is declared",
                task.origin(),
                "it differs in " + fields + ", which only a new object could have otherwise",
                "declare it as it is, remove it, or choose another name");
    }

    private static DecidedStep creating(Step step) {
        return new DecidedStep(step, KnownOutputs.partly(step.task().inputs()));
    }

    /** Wish and world are as recorded; at most the record itself has something to learn. */
    private DecidedStep standing(Step step, TaskRecord was, Observation.Same same) {
        KnownOutputs outlook = KnownOutputs.complete(was.produced());
        if (step.isMove()) {
            return new DecidedStep(step.as(Action.NOTE, Cause.MOVED), outlook);
        }
        TaskRecord fresher = same.fresh().isEmpty() ? was : was.knowing(same.fresh());
        return new DecidedStep(step.from(facts.files().restamped(fresher)), outlook);
    }

    private DecidedStep compared(
            Effect declared, Effect task, Step step, TaskRecord was, Observation observation, boolean sameWish) {
        Schema shape = facts.shape(task.key().kind());
        var comparison = new Comparison(task, was, shape);
        Step compared = step;
        if (observation instanceof Observation.Changed changed) {
            compared = step.finding(changed.seen()).changing(comparison.withWorld(changed.seen()));
        } else if (!sameWish) {
            compared = step.changing(comparison.withRecord());
        }
        if (compared.changes().isEmpty() && !asked(task)) {
            Fields outputs = compared.seen().map(ObservedObject::fields).orElse(was.produced());
            return new DecidedStep(
                    compared.as(Action.NOTE, quietCause(compared, comparison)), KnownOutputs.complete(outputs));
        }
        return acting(declared, task, compared, was, shape);
    }

    /** Why the record alone changes. */
    private static Cause quietCause(Step step, Comparison comparison) {
        if (step.isMove()) {
            return Cause.MOVED;
        } else if (step.seen().map(comparison::movedInDeclaredFields).orElse(false)) {
            return Cause.DRIFTED;
        }
        TaskRecord was = step.before().orElseThrow();
        boolean sameInputs = was.declared().equals(step.task().inputs());
        return step.seen().isEmpty() && sameInputs && !was.desired().isZero() ? Cause.NEW_CODE : Cause.REMEMBERED;
    }

    private DecidedStep acting(Effect declared, Effect task, Step step, TaskRecord was, Schema shape) {
        boolean replaces = asked(task) || step.changes().stream().anyMatch(Change::replaces);
        boolean sure = asked(task) || step.changes().stream().anyMatch(Change::isSure);
        boolean drifted = step.changes().stream().allMatch(Change::drift);
        Cause cause = asked(task) ? Cause.FORCED : !sure ? Cause.UPSTREAM : drifted ? Cause.DRIFTED : Cause.CHANGED;
        Step acting = step.as(replaces ? Action.REPLACE : Action.UPDATE, cause);
        acting = sure ? acting : acting.unsure();
        if (replaces) {
            return creating(replacing(acting, declared, was));
        }
        var lasting = new HashMap<String, Value>();
        task.inputs().entries().forEach(entry -> lasting.put(entry.getKey(), entry.getValue()));
        shape.lasting().forEach(name -> lasting.put(name, was.produced().get(name)));
        return new DecidedStep(acting, KnownOutputs.partly(new Fields(lasting)));
    }
}

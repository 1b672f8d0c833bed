package dev.slipway.plan;

import dev.slipway.graph.Graph;
import dev.slipway.graph.SchemaCheck;
import dev.slipway.model.Effect;
import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.ForEach;
import dev.slipway.model.Hasher;
import dev.slipway.model.InvalidInputException;
import dev.slipway.model.Observe;
import dev.slipway.model.Origin;
import dev.slipway.model.Pure;
import dev.slipway.model.Task;
import dev.slipway.observe.Observation;
import dev.slipway.provide.Containment;
import dev.slipway.store.TaskRecord;
import dev.slipway.work.Cancel;
import dev.slipway.work.CancelledException;
import dev.slipway.work.Scheduler;
import dev.slipway.work.Walk;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a graph and decides each task, once everything that it needs is decided. What was computed or looked at on
 * an earlier way through is not done again.
 */
final class PlanWalk {
    /** One way through a graph. */
    private record Way(
            PlanState draft,
            Resolver resolver,
            SchemaCheck conformity,
            EffectPlanner effects,
            InheritedValues heritage) {}

    private final PlanContext facts;
    private final Cancel cancel;
    private final PurePlanner pures;
    private final ProbePlanner observes;
    private final Hasher hasher = new Hasher();

    PlanWalk(PlanContext facts, Cancel cancel) {
        this.facts = facts;
        this.cancel = cancel;
        this.pures = new PurePlanner(facts);
        this.observes = new ProbePlanner(facts);
    }

    PlanState walk(Graph graph) {
        var draft = new PlanState(graph);
        var way = new Way(
                draft,
                new Resolver(draft, facts.files(), facts.caller().secrets()),
                new SchemaCheck(facts.registry(), draft.problems),
                new EffectPlanner(facts, draft.problems),
                new InheritedValues(facts, graph));
        var scheduler = new Scheduler(
                graph.order(),
                new long[graph.size()],
                Scheduler.ahead(facts.options().parallelism()),
                graph.pools(),
                i -> graph.task(i).rules().claims());
        new Walk(graph.order(), scheduler, i -> visit(i, way), cancel).run();
        if (cancel.draining()) {
            throw new CancelledException("stopped before the plan was complete");
        }
        draft.problems.throwInOrder();
        return draft;
    }

    private @Nullable CompletionStage<Boolean> visit(int i, Way way) {
        PlanState draft = way.draft();
        CompletionStage<DecidedStep> stage;
        try {
            stage = decide(i, way);
        } catch (InvalidInputException e) {
            Task task = draft.graph.task(i);
            e.problems().forEach(p -> {
                Origin where = p.where().equals(Origin.NONE) ? task.origin() : p.where();
                draft.problems.add(p.what(), where, p.why(), p.fix());
            });
            stage = new DecidedStep(Step.of(task, 0, Action.HOLD, Cause.UNSEEN), KnownOutputs.NOTHING).now();
        }
        if (stage instanceof CompletableFuture<DecidedStep> future && future.isDone()) {
            decided(i, draft, future.join());
            return null;
        }
        return stage.thenApply(verdict -> {
            decided(i, draft, verdict);
            return true;
        });
    }

    private static void decided(int i, PlanState draft, DecidedStep verdict) {
        draft.decide(i, new DecidedStep(RecordRefresh.of(i, verdict.step(), draft), verdict.outlook()));
    }

    private CompletionStage<DecidedStep> decide(int i, Way way) {
        PlanState draft = way.draft();
        Task declared = draft.graph.task(i);
        Optional<TaskRecord> record = way.heritage().record(declared);
        Resolved resolved = way.resolver().resolve(declared, record);
        Task task = resolved.of(declared);
        Optional<Step> stuck = stuck(i, way, task);
        if (stuck.isPresent()) {
            return new DecidedStep(stuck.get(), KnownOutputs.NOTHING).now();
        } else if (task.key().kind().equals(ForEach.KIND)) {
            return fan(task).now();
        }
        int version = facts.registry().version(task.key().kind());
        Fingerprint wanted = wanted(task, version);
        boolean wasGood = wasGood(record, wanted);
        if (!wasGood && !way.conformity().check(task)) {
            return new DecidedStep(Step.of(task, version, Action.HOLD, Cause.UNSEEN), KnownOutputs.NOTHING).now();
        }
        LongSupplier urgency = () -> draft.urgency(i);
        if (task instanceof Pure pure) {
            if (pure.inputs().isSecret()) {
                pure.writes().forEach(facts.files()::conceal);
            }
            return pures.decide(pure, record, version, wanted, urgency);
        } else if (task instanceof Observe observe) {
            return observes.decide(observe, version, draft.needsPending(i), urgency);
        }
        Optional<Step> around = replacedAround(i, draft);
        if (wasGood || record.isEmpty() || facts.isGone(record.get())) {
            return way.effects()
                    .decide((Effect) task, record, version, wanted, around, urgency)
                    .thenApply(this::beside);
        }
        var retained = RetainedParts.of(
                task, record.get(), facts.shape(task.key().kind()).data(), facts.options());
        Effect whole = (Effect) retained.task();
        return way.effects()
                .decide(whole, record, version, wanted(whole, version), around, urgency)
                .thenApply(retained::on)
                .thenApply(this::beside);
    }

    /** Of what is there or gone although nothing recorded says so, another run may be the cause. */
    private DecidedStep beside(DecidedStep verdict) {
        return switch (verdict.step().cause()) {
            case EXISTS, VANISHED, DRIFTED ->
                facts.onlooker()
                        .meanwhile(verdict.step())
                        .map(step -> new DecidedStep(step, KnownOutputs.NOTHING))
                        .orElse(verdict);
            default -> verdict;
        };
    }

    private Fingerprint wanted(Task task, int version) {
        return task.inputs().isKnown() ? hasher.task(task.key().kind(), version, task.inputs()) : Fingerprint.ZERO;
    }

    private static boolean wasGood(Optional<TaskRecord> record, Fingerprint wanted) {
        return record.isPresent() && record.get().desired().equals(wanted) && !wanted.isZero();
    }

    /** A fan-out with its collection known waits to be widened; a widened one hands on what its tasks leave. */
    private static DecidedStep fan(Task task) {
        if (task.inputs().get("items") instanceof Fields items) {
            return new DecidedStep(Step.of(task, 0, Action.SKIP, Cause.UNCHANGED), KnownOutputs.complete(items));
        }
        Step defer = Step.of(task, 0, Action.DEFER, Cause.UNEXPANDED);
        return new DecidedStep(task.inputs().isKnown() ? defer.producing(task.inputs()) : defer, KnownOutputs.NOTHING);
    }

    /** What rests on something undecided is undecided; and so is what a crash has left in doubt. */
    private Optional<Step> stuck(int i, Way way, Task task) {
        PlanState draft = way.draft();
        Optional<Step> unread = unread(task, way);
        if (unread.isPresent()) {
            return unread;
        }
        for (int need : draft.graph.needs(i)) {
            Step on = draft.step(need);
            if (on.action() == Action.HOLD || on.action() == Action.DEFER) {
                Cause cause = on.action() == Action.HOLD ? Cause.BLOCKED : on.cause();
                Step step = Step.of(task, 0, on.action(), cause).noting("it needs " + on.key());
                return Optional.of(remembering(step, way));
            }
        }
        var doubts = facts.snapshot().doubts();
        boolean doubtful = !doubts.isEmpty()
                && (doubts.containsKey(task.key())
                        || way.heritage().formerly(task).stream().anyMatch(doubts::containsKey));
        return doubtful
                ? Optional.of(facts.onlooker().open(remembering(Step.of(task, 0, Action.HOLD, Cause.UNSEEN), way)))
                : Optional.empty();
    }

    /** A resource that could not be read has a reason of its own, whatever it rests on. */
    private Optional<Step> unread(Task task, Way way) {
        return way.heritage()
                .record(task)
                .flatMap(was -> facts.world().of(was.key()))
                .filter(Observation.Unseen.class::isInstance)
                .map(Observation.Unseen.class::cast)
                .map(unseen ->
                        PurePlanner.held(remembering(Step.of(task, 0, Action.HOLD, Cause.UNSEEN), way), unseen.why()));
    }

    /** The step that replaces what contains the object, if it is replaced and the object does not outlive it. */
    private Optional<Step> replacedAround(int i, PlanState draft) {
        for (int need : draft.graph.needs(i)) {
            Step on = draft.step(need);
            boolean isAround = on.action() == Action.REPLACE
                    && on.key().name().equals(draft.graph.task(i).key().name())
                    && facts.contents()
                            .of(draft.graph.task(i).key().kind())
                            .filter(within -> within.kind().equals(on.key().kind())
                                    && within.fate() != Containment.Fate.INDEPENDENT)
                            .isPresent();
            if (isAround) {
                return Optional.of(on);
            }
        }
        return Optional.empty();
    }

    private Step remembering(Step step, Way way) {
        return way.heritage()
                .record(step.task())
                .map(was -> step.from(was).moving(was.key()))
                .orElse(step);
    }
}

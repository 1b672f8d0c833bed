package dev.slipway.plan;

import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Pure;
import dev.slipway.provide.Compute;
import dev.slipway.provide.Failure;
import dev.slipway.provide.Schema;
import dev.slipway.store.FileStamp;
import dev.slipway.store.TaskRecord;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * What is to be done about a computation: nothing if the same inputs have been computed before; compute it right away if
 * it leaves no files behind, so that the plan can show what comes of it; otherwise run it when applying.
 */
final class PurePlanner {
    private final PlanContext facts;
    private final Map<Fingerprint, Fields> computed = new ConcurrentHashMap<>();

    PurePlanner(PlanContext facts) {
        this.facts = facts;
    }

    /**
     * Decides.
     *
     * @param wanted the fingerprint of the task, or zero while its inputs are not known
     * @param urgency who goes first of those that are to be computed now
     */
    CompletionStage<DecidedStep> decide(
            Pure task, Optional<TaskRecord> record, int version, Fingerprint wanted, LongSupplier urgency) {
        if (!task.inputs().isKnown()) {
            Step step = Step.of(task, version, Action.RUN, record.isPresent() ? Cause.UPSTREAM : Cause.NEW);
            return new DecidedStep(record.map(r -> changed(step, r).unsure()).orElse(step), KnownOutputs.NOTHING).now();
        }
        if (record.isPresent() && record.get().desired().equals(wanted)) {
            record.get().wanted().inputs().found(task.inputs());
            return remembered(task, version, record.get()).now();
        }
        Step step = record.map(r -> changed(Step.of(task, version, Action.RUN, Cause.CHANGED), r))
                .orElseGet(() -> Step.of(task, version, Action.RUN, Cause.NEW));
        if (record.isPresent() && step.changes().isEmpty()) {
            step = step.because(Cause.NEW_CODE);
        }
        return task.writes().isEmpty()
                ? computeNow(task, step, wanted, urgency)
                : new DecidedStep(step, KnownOutputs.NOTHING).now();
    }

    private DecidedStep remembered(Pure task, int version, TaskRecord record) {
        for (FileStamp stamp : record.stamps()) {
            if (task.writes().contains(stamp.path()) && !facts.files().unchanged(stamp)) {
                Step step =
                        Step.of(task, version, Action.RUN, Cause.OUTPUT_LOST).from(record);
                return new DecidedStep(step.noting("the file " + stamp.path()), KnownOutputs.NOTHING);
            }
        }
        Step step = Step.of(task, version, Action.SKIP, Cause.UNCHANGED)
                .from(facts.files().restamped(record))
                .moving(record.key());
        step = step.isMove() ? step.as(Action.NOTE, Cause.MOVED) : step;
        return new DecidedStep(step, KnownOutputs.complete(record.produced()));
    }

    private static Step changed(Step step, TaskRecord record) {
        return step.from(record)
                .changing(Diff.between(record.declared(), step.task().inputs(), Schema.OPEN));
    }

    private CompletionStage<DecidedStep> computeNow(Pure task, Step step, Fingerprint wanted, LongSupplier urgency) {
        boolean secret = task.inputs().isSecret();
        Fields known = computed.get(wanted);
        if (known != null) {
            return new DecidedStep(step.producing(known), KnownOutputs.complete(known)).now();
        }
        Compute code = facts.registry().compute(task.key().kind());
        return facts.compute(task, urgency, ticket -> {
                    var place = CachedResult.ofPlan(
                            facts.cache(), task, code, wanted, facts.files().root());
                    Optional<Fields> cached = place.get();
                    return cached.isPresent()
                            ? CompletableFuture.completedFuture(cached.get())
                            : code.compute(task.inputs(), ticket)
                                    .thenApply(outputs -> kept(task, place, outputs, secret));
                })
                .thenApplyAsync(
                        outputs -> {
                            computed.put(wanted, outputs);
                            return new DecidedStep(step.producing(outputs), KnownOutputs.complete(outputs));
                        },
                        facts.caller().aside())
                .exceptionally(error -> new DecidedStep(held(step, error), KnownOutputs.NOTHING));
    }

    /** What was computed from a file that was edited meanwhile is nobody's result. */
    private Fields kept(Pure task, CachedResult place, Fields outputs, boolean secret) {
        facts.files().holding(task.inputs(), path -> true);
        if (secret) {
            return SealedOutputs.leaves(outputs, facts.caller().secrets());
        }
        place.put(outputs);
        return outputs;
    }

    static Step held(Step step, Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        String what = String.valueOf(cause.getMessage());
        String fix = cause instanceof Failure failure && !failure.fix().isEmpty() ? "; " + failure.fix() : "";
        return step.held(what + fix);
    }
}

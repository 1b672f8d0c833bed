package dev.slipway.plan;

import dev.slipway.model.Fields;
import dev.slipway.model.Observe;
import dev.slipway.model.TaskKey;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** What is to be done about a look at the world: look now, or, when something before it has yet to act, after that. */
final class ProbePlanner {
    private final PlanContext facts;
    private final Map<TaskKey, CompletionStage<Optional<Fields>>> looked = new ConcurrentHashMap<>();

    ProbePlanner(PlanContext facts) {
        this.facts = facts;
    }

    CompletionStage<DecidedStep> decide(Observe task, int version, boolean needsPending, LongSupplier urgency) {
        if (needsPending || !task.inputs().isKnown()) {
            return new DecidedStep(Step.of(task, version, Action.READ, Cause.UPSTREAM), KnownOutputs.NOTHING).now();
        }
        Step step = Step.of(task, version, Action.SKIP, Cause.UNCHANGED);
        return looked.computeIfAbsent(task.key(), key -> look(task, urgency))
                .thenApply(seen -> seen.map(
                                fields -> new DecidedStep(step.producing(fields), KnownOutputs.complete(fields)))
                        .orElseGet(() ->
                                new DecidedStep(Step.of(task, version, Action.READ, unseen()), KnownOutputs.NOTHING)))
                .exceptionally(error -> new DecidedStep(PurePlanner.held(step, error), KnownOutputs.NOTHING));
    }

    private Cause unseen() {
        return facts.options().offline() ? Cause.OFFLINE : Cause.NOT_YET;
    }

    private CompletionStage<Optional<Fields>> look(Observe task, LongSupplier urgency) {
        return facts.look(
                task,
                urgency,
                ticket -> facts.registry().probe(task.key().kind()).glance(task.inputs(), ticket));
    }
}

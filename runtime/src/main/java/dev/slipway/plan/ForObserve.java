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
final class ForObserve {
    private final Facts facts;
    private final Map<TaskKey, CompletionStage<Optional<Fields>>> looked = new ConcurrentHashMap<>();

    ForObserve(Facts facts) {
        this.facts = facts;
    }

    CompletionStage<Verdict> decide(Observe task, int version, boolean needsPending, LongSupplier urgency) {
        if (needsPending || !task.inputs().isKnown()) {
            return new Verdict(Step.of(task, version, Action.READ, Cause.UPSTREAM), Outlook.NOTHING).now();
        }
        Step step = Step.of(task, version, Action.SKIP, Cause.UNCHANGED);
        return looked.computeIfAbsent(task.key(), key -> look(task, urgency))
                .thenApply(seen -> seen.map(fields -> new Verdict(step.producing(fields), Outlook.complete(fields)))
                        .orElseGet(
                                () -> new Verdict(Step.of(task, version, Action.READ, Cause.NOT_YET), Outlook.NOTHING)))
                .exceptionally(error -> new Verdict(ForPure.held(step, error), Outlook.NOTHING));
    }

    private CompletionStage<Optional<Fields>> look(Observe task, LongSupplier urgency) {
        return facts.look(
                task,
                urgency,
                ticket -> facts.registry().probe(task.key().kind()).glance(task.inputs(), ticket));
    }
}

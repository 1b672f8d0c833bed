package dev.slipway.plan;

import dev.slipway.model.Fields;
import dev.slipway.model.Origin;
import dev.slipway.model.Problems;
import dev.slipway.model.TaskKey;
import dev.slipway.provide.Obstacle;
import dev.slipway.provide.Operation;
import dev.slipway.provide.PlannedStep;
import dev.slipway.provide.Registry;
import dev.slipway.provide.Resource;
import dev.slipway.store.TaskRecord;
import dev.slipway.work.Caller;
import dev.slipway.work.ErrorText;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Asks, before anything is changed, what stands in the way of what is to be changed; each kind once, all at the same time. */
final class Preflight {
    private Preflight() {}

    private record Asked(List<Step> steps, CompletionStage<List<Obstacle>> answer) {}

    static void check(List<Step> steps, Registry registry, Caller caller, Problems problems) {
        var kinds = new TreeMap<String, List<Step>>();
        for (Step step : steps) {
            if (step.action().changesWorld() && step.leftover().isEmpty()) {
                kinds.computeIfAbsent(step.key().kind(), kind -> new ArrayList<>())
                        .add(step);
            }
        }
        var asked = new ArrayList<Asked>();
        for (var kind : kinds.entrySet()) {
            asked.add(new Asked(kind.getValue(), ask(registry.resource(kind.getKey()), kind.getValue(), caller)));
        }
        for (Asked one : asked) {
            tell(one, problems);
        }
    }

    private static CompletionStage<List<Obstacle>> ask(Resource resource, List<Step> steps, Caller caller) {
        var prospects = steps.stream().map(Preflight::prospect).toList();
        Step first = steps.get(0);
        return caller.look(first.key(), first.task().rules(), ticket -> resource.foresee(prospects, ticket));
    }

    private static PlannedStep prospect(Step step) {
        Fields before = step.before().map(TaskRecord::declared).orElse(Fields.NONE);
        return switch (step.action()) {
            case DELETE -> new PlannedStep(step.key(), Operation.DELETE, before, Fields.NONE);
            case UPDATE, ADOPT ->
                new PlannedStep(
                        step.key(), Operation.UPDATE, before, step.task().inputs());
            default ->
                new PlannedStep(
                        step.key(), Operation.CREATE, before, step.task().inputs());
        };
    }

    private static void tell(Asked asked, Problems problems) {
        try {
            for (Obstacle obstacle : asked.answer().toCompletableFuture().join()) {
                problems.add(obstacle.what(), origin(asked.steps(), obstacle.key()), obstacle.why(), obstacle.fix());
            }
        } catch (CompletionException e) {
            Step first = asked.steps().get(0);
            ErrorText reason = ErrorText.of(e);
            problems.add(
                    "what " + first.key() + " needs could not be looked at",
                    origin(asked.steps(), first.key()),
                    reason.why(),
                    reason.fix());
        }
    }

    private static Origin origin(List<Step> steps, TaskKey key) {
        for (Step step : steps) {
            if (step.key().equals(key)) {
                return step.origin().equals(Origin.NONE)
                        ? step.before().map(TaskRecord::origin).orElse(Origin.NONE)
                        : step.origin();
            }
        }
        return Origin.NONE;
    }
}

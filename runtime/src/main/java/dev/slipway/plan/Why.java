package dev.slipway.plan;

import dev.slipway.graph.DidYouMean;
import dev.slipway.graph.Graph;
import dev.slipway.model.InvalidInputException;
import dev.slipway.model.Numbers;
import dev.slipway.model.Origin;
import dev.slipway.model.TaskKey;
import dev.slipway.observe.Observations;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Explains any step of a plan, down to the field, the script line and the value upstream.
 *
 * <p>A plan alone knows where unknown values will come from. With the graph that it was made from, it is also said where
 * known ones came from; with the world, how closely each object was looked at.
 */
public final class Why {
    private final Plan plan;
    private final Map<TaskKey, Integer> index;
    private final Optional<Graph> graph;
    private final Observations world;

    private Why(Plan plan, Map<TaskKey, Integer> index, Optional<Graph> graph, Observations world) {
        this.plan = plan;
        this.index = index;
        this.graph = graph;
        this.world = world;
    }

    public static Why of(Plan plan) {
        return new Why(plan, plan.index(), Optional.empty(), Observations.UNSEEN);
    }

    public Why knowing(Graph declared) {
        return new Why(plan, index, Optional.of(declared), world);
    }

    public Why knowing(Observations seen) {
        return new Why(plan, index, graph, seen);
    }

    /** Why is this to be done about the task? */
    public Explanation why(TaskKey key) {
        int i = find(key);
        Step step = plan.steps().get(i);
        return explained(i, step.key() + " " + StepText.verdict(step) + ": " + StepText.reason(step), List.of());
    }

    /** Why is nothing, or nothing more, to be done about the task? */
    public Explanation whyNot(TaskKey key) {
        int i = find(key);
        Step step = plan.steps().get(i);
        boolean alone = !step.action().acts() || step.action() == Action.NOTE;
        String head = alone ? step.key() + " " : step.key() + " is not left alone, it ";
        return explained(i, head + StepText.verdict(step) + ": " + StepText.reason(step), notMore(step));
    }

    private Explanation explained(int i, String head, List<String> more) {
        Step step = plan.steps().get(i);
        var lines = new ArrayList<Explanation.Line>();
        lines.add(new Explanation.Line(0, head, step.origin()));
        var sentences = new ArrayList<>(more);
        sentences.addAll(StepEvidence.of(step, world));
        sentences.forEach(sentence -> lines.add(new Explanation.Line(1, sentence, Origin.NONE)));
        new ReasonTrail(plan, index, new ValueSources(plan, graph), lines).follow(i);
        return new Explanation(lines);
    }

    private static List<String> notMore(Step step) {
        boolean known = step.sure() && step.changes().stream().allMatch(Change::isSure);
        return switch (step.action()) {
            case UPDATE ->
                List.of(
                        known
                                ? "it is not replaced: each of its changes can be made in place"
                                : "it is not replaced: none of the changes known by now asks for it");
            case REPLACE ->
                List.of(
                        step.cause() == Cause.FORCED
                                ? "it is not changed in place: replacement requested"
                                : "it is not changed in place: a field below cannot be");
            case CREATE -> List.of("nothing that exists is recorded for it, so nothing can be kept");
            default -> List.of();
        };
    }

    private int find(TaskKey key) {
        Integer i = index.get(key);
        return i == null ? moved(key).orElseThrow(() -> unknown(key)) : i;
    }

    private Optional<Integer> moved(TaskKey key) {
        return index.values().stream()
                .filter(i -> plan.steps().get(i).movedFrom().equals(key))
                .findFirst();
    }

    private InvalidInputException unknown(TaskKey key) {
        Set<String> near = new LinkedHashSet<>();
        var keys = index.keySet().stream().sorted().toList();
        new DidYouMean(keys.stream().map(TaskKey::toString).toList())
                .to(key.toString())
                .ifPresent(near::add);
        keys.stream()
                .filter(other -> other.name().equals(key.name()))
                .limit(3)
                .forEach(other -> near.add(other.toString()));
        return new InvalidInputException(
                "the plan has no task " + key,
                "it is neither declared nor recorded; the plan has " + Numbers.of(index.size(), "task"),
                near.isEmpty()
                        ? "ask for the graph to see all names"
                        : "did you mean " + String.join(" or ", near) + "?");
    }
}

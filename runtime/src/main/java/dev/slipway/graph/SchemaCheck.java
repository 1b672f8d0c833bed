package dev.slipway.graph;

import dev.slipway.model.ForEach;
import dev.slipway.model.InvalidInputException;
import dev.slipway.model.Observe;
import dev.slipway.model.Problem;
import dev.slipway.model.Problems;
import dev.slipway.model.Pure;
import dev.slipway.model.Task;
import dev.slipway.provide.Compute;
import dev.slipway.provide.Probe;
import dev.slipway.provide.Provider;
import dev.slipway.provide.Registry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whether every task is one that its provider can handle: a known kind of the right sort, with inputs that fit.
 *
 * <p>A whole graph is asked about once, when a script has been evaluated, and not when it comes from the cache. A planner
 * asks about each task once more, when its inputs are known, unless it was applied with the very same inputs before.
 */
public final class SchemaCheck {
    private final Registry registry;
    private final Problems problems;
    private final Map<String, Optional<Provider>> providers = new HashMap<>();

    /**
     * Checks of one graph.
     *
     * @param problems where all that does not fit is told
     */
    public SchemaCheck(Registry registry, Problems problems) {
        this.registry = registry;
        this.problems = problems;
    }

    /** Throws {@link InvalidInputException} with everything that does not fit, or does nothing. */
    public static void check(Graph graph, Registry registry) {
        var problems = new Problems();
        var conformity = new SchemaCheck(registry, problems);
        graph.tasks().forEach(conformity::check);
        for (ForEach fan : graph.fans()) {
            fan.templates().forEach(conformity::check);
        }
        problems.throwIfAny();
    }

    /** Whether a task fits. */
    public boolean check(Task task) {
        String kind = task.key().kind();
        if (kind.equals(ForEach.KIND)) {
            return true; // made by the graph itself
        }
        Optional<Provider> found = providers.get(kind);
        if (found == null) {
            found = find(task);
            providers.put(kind, found);
        }
        if (found.isEmpty()) {
            return false;
        }
        boolean isOfSort = isOfSort(task, found.get());
        return new InputCheck(task, found.get().shape(), problems).fits() && isOfSort;
    }

    /** Told at the first task of a kind only: one artifact is missing, however many tasks need it. */
    private Optional<Provider> find(Task task) {
        try {
            return Optional.of(registry.provider(task.key().kind()));
        } catch (InvalidInputException refused) {
            for (Problem problem : refused.problems()) {
                problems.add(problem.what(), task.origin(), problem.why(), problem.fix());
            }
            return Optional.empty();
        }
    }

    private boolean isOfSort(Task task, Provider provider) {
        String declared =
                task instanceof Pure ? "a computation" : task instanceof Observe ? "an observation" : "an effect";
        String offered = provider instanceof Compute
                ? "a computation"
                : provider instanceof Probe ? "an observation" : "an effect";
        boolean fits = declared.equals(offered);
        if (!fits) {
            problems.add(
                    task.key() + " is declared as " + declared,
                    task.origin(),
                    "its kind '" + task.key().kind() + "' is " + offered,
                    "declare it as " + offered + ", or choose another kind");
        }
        return fits;
    }
}

package dev.slipway.graph;

import dev.slipway.model.Fan;
import dev.slipway.model.Observe;
import dev.slipway.model.Problem;
import dev.slipway.model.Problems;
import dev.slipway.model.Pure;
import dev.slipway.model.Refused;
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
 * <p>It makes the providers of all kinds in the graph, so it is asked once, when a script has been evaluated, and not
 * when a graph comes from the cache.
 */
public final class Conformity {
    private final Registry registry;
    private final Problems problems = new Problems();
    private final Map<String, Optional<Provider>> providers = new HashMap<>();

    private Conformity(Registry registry) {
        this.registry = registry;
    }

    /** Throws {@link Refused} with everything that does not fit, or does nothing. */
    public static void check(Graph graph, Registry registry) {
        var conformity = new Conformity(registry);
        graph.tasks().forEach(conformity::check);
        for (Fan fan : graph.fans()) {
            fan.templates().forEach(conformity::check);
        }
        conformity.problems.throwIfAny();
    }

    private void check(Task task) {
        String kind = task.key().kind();
        if (kind.equals(Fan.KIND)) {
            return; // made by the graph itself
        }
        Optional<Provider> found = providers.get(kind);
        if (found == null) {
            found = find(task);
            providers.put(kind, found);
        }
        if (found.isPresent()) {
            checkSort(task, found.get());
            new InputCheck(task, found.get().shape(), problems).run();
        }
    }

    /** Told at the first task of a kind only: one artifact is missing, however many tasks need it. */
    private Optional<Provider> find(Task task) {
        try {
            return Optional.of(registry.provider(task.key().kind()));
        } catch (Refused refused) {
            for (Problem problem : refused.problems()) {
                problems.add(problem.what(), task.origin(), problem.why(), problem.fix());
            }
            return Optional.empty();
        }
    }

    private void checkSort(Task task, Provider provider) {
        String declared =
                task instanceof Pure ? "a computation" : task instanceof Observe ? "an observation" : "an effect";
        String offered = provider instanceof Compute
                ? "a computation"
                : provider instanceof Probe ? "an observation" : "an effect";
        if (!declared.equals(offered)) {
            problems.add(
                    task.key() + " is declared as " + declared,
                    task.origin(),
                    "its kind '" + task.key().kind() + "' is " + offered,
                    "declare it as " + offered + ", or choose another kind");
        }
    }
}

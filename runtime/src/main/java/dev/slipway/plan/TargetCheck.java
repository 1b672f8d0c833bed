package dev.slipway.plan;

import dev.slipway.graph.DidYouMean;
import dev.slipway.graph.Graph;
import dev.slipway.model.Effect;
import dev.slipway.model.Origin;
import dev.slipway.model.Problems;
import dev.slipway.model.TaskKey;
import dev.slipway.store.Snapshot;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Whether there is everything that the operator named. A name that means nothing is a slip, and never just ignored. */
final class TargetCheck {
    private final Set<TaskKey> known = new HashSet<>();
    private final Set<TaskKey> objects = new HashSet<>();
    private final Graph graph;

    private TargetCheck(Graph graph, List<Step> steps, Snapshot snapshot) {
        this.graph = graph;
        known.addAll(snapshot.records().keySet());
        for (Step step : steps) {
            known.add(step.key());
            if (step.task() instanceof Effect && graph.indexOf(step.key()) >= 0) {
                objects.add(step.key());
            }
        }
    }

    static void check(Graph graph, List<Step> steps, Snapshot snapshot, Options options, Problems problems) {
        var named = new TreeSet<>(options.targets());
        named.addAll(options.excludes());
        named.addAll(options.release());
        named.addAll(options.replace());
        if (!named.isEmpty()) {
            var names = new TargetCheck(graph, steps, snapshot);
            named.removeIf(names::isKnown);
            names.unknown(named, problems);
            names.irreplaceable(options.replace(), problems);
        }
    }

    /** As long as it is not known what a fan-out stands for, anything that it may make may be named. */
    private boolean isKnown(TaskKey key) {
        return known.contains(key) || graph.fans().stream().anyMatch(fan -> fan.mayMake(key));
    }

    private void unknown(Set<TaskKey> named, Problems problems) {
        var nearest =
                new DidYouMean(known.stream().sorted().map(TaskKey::toString).toList());
        for (TaskKey key : named) {
            problems.add(
                    "there is no task " + key,
                    Origin.NONE,
                    "it is neither declared nor recorded",
                    nearest.to(key.toString())
                            .map(meant -> "did you mean " + meant + "?")
                            .orElse("ask for the graph to see all names"));
        }
    }

    private void irreplaceable(Set<TaskKey> replace, Problems problems) {
        for (TaskKey key : new TreeSet<>(replace)) {
            if (known.contains(key) && !objects.contains(key)) {
                problems.add(
                        key + " cannot be replaced",
                        Origin.NONE,
                        "it is no object that the script declares",
                        "name an object that is declared, or leave this one out");
            }
        }
    }
}

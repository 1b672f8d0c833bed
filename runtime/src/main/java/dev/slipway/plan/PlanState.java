package dev.slipway.plan;

import dev.slipway.graph.Graph;
import dev.slipway.graph.Priority;
import dev.slipway.model.Problems;
import dev.slipway.model.Pure;
import dev.slipway.model.TaskKey;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A plan in the making: for each task of the graph its step and what is known of its outputs. */
final class PlanState {
    private static final Step[] NO_STEPS = new Step[0];

    final Graph graph;
    final Problems problems = new Problems();
    private final Step[] steps;
    private final KnownOutputs[] outlooks;
    private final Map<String, Integer> pendingWriters = new ConcurrentHashMap<>();
    private final boolean[] pending;
    private long[] urgency = {};

    PlanState(Graph graph) {
        this.graph = graph;
        this.steps = Arrays.copyOf(NO_STEPS, graph.size());
        this.outlooks = new KnownOutputs[graph.size()];
        this.pending = new boolean[graph.size()];
        Arrays.fill(outlooks, KnownOutputs.NOTHING);
    }

    void decide(int i, DecidedStep verdict) {
        steps[i] = verdict.step();
        outlooks[i] = verdict.outlook();
        if (verdict.step().action() == Action.RUN && graph.task(i) instanceof Pure pure) {
            pure.writes().forEach(path -> pendingWriters.put(path, i));
        }
        pending[i] = isToCome(steps[i]) || needsPending(i);
    }

    /** Who is to be asked first. Most plans ask nobody, and need not know. */
    long urgency(int i) {
        if (urgency.length == 0) {
            urgency = new Priority(graph.order()).ofAll();
        }
        return urgency[i];
    }

    Step step(int i) {
        return steps[i];
    }

    KnownOutputs outlook(TaskKey producer) {
        int i = graph.indexOf(producer);
        return i < 0 ? KnownOutputs.NOTHING : outlooks[i];
    }

    /** The task that has yet to write this file, or -1 when it is as it will be. */
    int pendingWriter(String path) {
        return pendingWriters.getOrDefault(path, -1);
    }

    /** Whether anything that comes before a task has yet to be done, also if what it needs itself stands. */
    boolean needsPending(int i) {
        for (int need : graph.needs(i)) {
            if (pending[need]) {
                return true;
            }
        }
        return false;
    }

    private static boolean isToCome(Step step) {
        boolean toCome = step.action() == Action.RUN || step.action() == Action.READ;
        return step.action().changesWorld() || (toCome && step.produced().isEmpty());
    }
}

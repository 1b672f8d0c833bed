package dev.slipway.plan;

import dev.slipway.graph.Expansion;
import dev.slipway.graph.Graph;
import dev.slipway.model.Event;
import dev.slipway.model.Fields;
import dev.slipway.model.ForEach;
import dev.slipway.model.TaskKey;
import dev.slipway.model.Value;
import dev.slipway.observe.LocalFiles;
import dev.slipway.observe.Observations;
import dev.slipway.provide.Registry;
import dev.slipway.store.ActionCache;
import dev.slipway.store.Snapshot;
import dev.slipway.work.Caller;
import dev.slipway.work.Cancel;
import java.util.HashMap;
import java.util.List;
import java.util.function.Consumer;

/**
 * Graph + world + record → plan.
 *
 * <p>It goes through the graph in dependency order ({@link PlanWalk}). At each task it puts values in the place of
 * references, asks what is to be done ({@link PurePlanner}, {@link ProbePlanner}, {@link EffectPlanner}), and notes what others may
 * count on. When a collection that a fan-out rests on becomes known on the way, the graph is widened and gone through
 * again; nothing is asked twice for it. At the end comes what is to be taken away ({@link Removals}), who waits for whom
 * because of names ({@link UniqueKeys}) and of guards ({@link GuardedOrder}), and what this run leaves out ({@link Selection}) or
 * keeps ({@link Retention}).
 *
 * <p>One planner serves one run, and makes its plans one after the other.
 *
 * <p>Planning changes nothing, neither in the world nor in the record, and all problems are reported at once.
 */
public final class Planner {
    private final Registry registry;
    private final Caller caller;
    private final Cancel cancel;
    private final LocalFiles files;
    private final ActionCache cache;
    private final Consumer<? super Event> events;

    /** Names are looked up once: what a first plan takes away, a second one need not know. */
    private boolean named;

    public Planner(
            Registry registry,
            Caller caller,
            Cancel cancel,
            LocalFiles files,
            ActionCache cache,
            Consumer<? super Event> events) {
        this.registry = registry;
        this.caller = caller;
        this.cancel = cancel;
        this.files = files;
        this.cache = cache;
        this.events = events;
    }

    public Plan plan(Graph graph, Snapshot snapshot, Observations world, Options options) {
        return plan(graph, snapshot, world, options, Onlooker.NONE);
    }

    /** The same for whoever does not hold the lock of the state. */
    public Plan plan(Graph graph, Snapshot snapshot, Observations world, Options options, Onlooker onlooker) {
        var facts = new PlanContext(
                snapshot,
                world,
                options,
                registry,
                caller,
                files,
                cache,
                caller.flights(options.parallelism()),
                new Containments(registry),
                onlooker);
        PlanState draft = decided(options.teardown() ? emptied(graph) : graph, new PlanWalk(facts, cancel));
        var sketch = new PlanBuilder(draft);
        new Removals(facts).addTo(sketch);
        UniqueKeys.order(facts, sketch, draft.problems);
        GuardedOrder.order(facts, sketch);
        sketch.sort();
        Fields outputs = options.teardown() && options.isPart()
                ? snapshot.outputs()
                : new Resolver(draft, files, caller.secrets()).outputs(draft.graph.outputs());
        List<Step> selected = new Selection(sketch.steps(), sketch.needs(), options).apply();
        if (!named) {
            TargetCheck.check(draft.graph, sketch.steps(), snapshot, options, draft.problems);
            named = true;
        }
        List<Step> steps = new Retention(facts, selected).apply(draft.problems);
        if (!options.offline()) {
            Preflight.check(steps, registry, caller, draft.problems);
        }
        draft.problems.throwInOrder();
        var plan = new Plan(
                snapshot.lineage(),
                snapshot.sequence(),
                steps,
                sketch.needs(),
                draft.graph.pools(),
                outputs,
                snapshot.outputs());
        events.accept(new Event.Planned(plan.acting().size(), plan.unchanged()));
        return plan;
    }

    /** Nothing is wanted any more; what is taken away is taken away within the same limits. */
    private static Graph emptied(Graph graph) {
        var builder = Graph.builder();
        graph.pools().forEach(builder::pool);
        return builder.build();
    }

    /** Decides everything, again and again as long as a fan-out became known that can be expanded. */
    private static PlanState decided(Graph graph, PlanWalk deciding) {
        Graph now = graph;
        PlanState draft = deciding.walk(now);
        for (Graph wider = widened(now, draft); wider != now; wider = widened(now, draft)) {
            now = wider;
            draft = deciding.walk(now);
        }
        return draft;
    }

    private static Graph widened(Graph graph, PlanState draft) {
        var known = new HashMap<TaskKey, Value>();
        for (ForEach fan : graph.fans()) {
            Step step = draft.step(graph.indexOf(fan.key()));
            step.produced().ifPresent(inputs -> known.put(fan.key(), inputs.get("over")));
        }
        return known.isEmpty() ? graph : Expansion.of(graph, known);
    }
}

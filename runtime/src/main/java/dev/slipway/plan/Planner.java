package dev.slipway.plan;

import dev.slipway.graph.Expansion;
import dev.slipway.graph.Graph;
import dev.slipway.graph.Order;
import dev.slipway.model.Effect;
import dev.slipway.model.Event;
import dev.slipway.model.Fan;
import dev.slipway.model.Fields;
import dev.slipway.model.Hasher;
import dev.slipway.model.Observe;
import dev.slipway.model.Pure;
import dev.slipway.model.Refused;
import dev.slipway.model.Task;
import dev.slipway.model.TaskKey;
import dev.slipway.model.Value;
import dev.slipway.observe.LocalFiles;
import dev.slipway.observe.World;
import dev.slipway.provide.Registry;
import dev.slipway.store.ActionCache;
import dev.slipway.store.Recorded;
import dev.slipway.store.Snapshot;
import dev.slipway.work.Caller;
import dev.slipway.work.Cancel;
import dev.slipway.work.Scheduler;
import dev.slipway.work.Stopped;
import dev.slipway.work.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Graph + world + record → plan.
 *
 * <p>It walks the graph in dependency order. At each task it puts values in the place of references, asks what is to be
 * done ({@link ForPure}, {@link ForObserve}, {@link ForEffect}), and notes what others may count on. When a collection
 * that a fan-out rests on becomes known on the way, the graph is widened and walked again; nothing is asked twice for
 * it. At the end comes what is to be taken away ({@link Removals}) and what this run leaves out ({@link Selection}).
 *
 * <p>Planning changes nothing, neither in the world nor in the store, and all problems are reported at once.
 */
public final class Planner {
    private final Registry registry;
    private final Caller caller;
    private final Cancel cancel;
    private final LocalFiles files;
    private final ActionCache cache;
    private final Consumer<? super Event> events;

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

    public Plan plan(Graph graph, Snapshot snapshot, World world, Options options) {
        var facts = new Facts(snapshot, world, options, registry, caller, files, cache);
        var pass = new Pass(facts);
        Graph now = options.teardown() ? Graph.builder().build() : graph;
        Draft draft = pass.walk(now);
        for (Graph wider = widened(now, draft); wider != now; wider = widened(now, draft)) {
            now = wider;
            draft = pass.walk(now);
        }
        Plan plan = finish(facts, draft);
        int changes = plan.acting().size();
        events.accept(new Event.Planned(changes, plan.steps().size() - changes));
        return plan;
    }

    /** The graph with every fan-out expanded whose collection is known by now. */
    private static Graph widened(Graph graph, Draft draft) {
        var known = new HashMap<TaskKey, Value>();
        for (Fan fan : graph.fans()) {
            Step step = draft.step(graph.indexOf(fan.key()));
            step.produced().ifPresent(inputs -> known.put(fan.key(), inputs.get("over")));
        }
        return known.isEmpty() ? graph : Expansion.of(graph, known);
    }

    private Plan finish(Facts facts, Draft draft) {
        Graph graph = draft.graph;
        var steps = new ArrayList<Step>(List.of(draft.steps()));
        var needs = new ArrayList<int[]>(steps.size());
        for (int i = 0; i < graph.size(); i++) {
            needs.add(graph.needs(i));
        }
        addRemovals(facts, draft, steps, needs);
        addReplaced(facts, draft, steps, needs);
        Fields outputs = new Resolver(draft, files, caller.secrets()).outputs(graph.outputs());
        List<Step> selected = Selection.isAll(facts.options())
                ? steps
                : new Selection(steps, needs, facts.options()).apply(draft.problems);
        draft.problems.throwIfAny();
        return new Plan(
                facts.snapshot().lineage(), facts.snapshot().sequence(), selected, needs, graph.pools(), outputs);
    }

    private void addRemovals(Facts facts, Draft draft, List<Step> steps, List<int[]> needs) {
        if (noneElseRecorded(facts, steps) && noLeftovers(facts)) {
            return;
        }
        var staying = new HashSet<TaskKey>();
        var known = new HashMap<TaskKey, Integer>();
        for (int i = 0; i < steps.size(); i++) {
            known.put(steps.get(i).movedFrom(), i);
            staying.add(steps.get(i).movedFrom());
            staying.add(steps.get(i).key());
        }
        var removals = new Removals(facts, draft.problems);
        Map<TaskKey, List<TaskKey>> builtOn = removals.builtOn();
        for (Recorded record : removals.inOrder(staying)) {
            needs.add(numbers(builtOn.getOrDefault(record.key(), List.of()), steps, known));
            known.put(record.key(), steps.size());
            steps.add(removals.step(record));
        }
        for (Recorded record : facts.snapshot().records().values()) {
            for (String id : record.leftovers()) {
                // After the step on the present object, which rewrites the record that lists the former ones.
                var users = new ArrayList<>(builtOn.getOrDefault(record.key(), List.of()));
                users.add(record.key());
                needs.add(numbers(users, steps, known));
                steps.add(removals.leftover(record, id));
            }
        }
    }

    /** Whoever is created before its predecessor is deleted leaves one behind, until all who use it have changed over. */
    private static void addReplaced(Facts facts, Draft draft, List<Step> steps, List<int[]> needs) {
        Order order = draft.graph.order();
        for (int i = 0; i < draft.graph.size(); i++) {
            Step step = steps.get(i);
            if (step.action() == Action.REPLACE && step.task().rules().createFirst()) {
                var users = IntStream.builder().add(i);
                for (int k = 0; k < order.fanOut(i); k++) {
                    users.add(order.successor(i, k));
                }
                Recorded record = step.before().orElseThrow();
                needs.add(users.build().toArray());
                steps.add(new Removals(facts, draft.problems).leftover(record, record.id()));
            }
        }
    }

    /** As many records as steps that found theirs under their own key: then all are theirs, and none is to go. */
    private static boolean noneElseRecorded(Facts facts, List<Step> steps) {
        int found = 0;
        for (Step step : steps) {
            found += step.before().isPresent() && !step.isMove() ? 1 : 0;
        }
        return found == facts.snapshot().records().size();
    }

    private static boolean noLeftovers(Facts facts) {
        return facts.snapshot().records().values().stream()
                .allMatch(record -> record.leftovers().isEmpty());
    }

    /** Whoever was built on something that goes must have gone, or let go of it, before. */
    private static int[] numbers(List<TaskKey> users, List<Step> steps, Map<TaskKey, Integer> known) {
        return users.stream()
                .map(known::get)
                .filter(i -> i != null && i < steps.size())
                .mapToInt(i -> i)
                .sorted()
                .distinct()
                .toArray();
    }

    /** One way through the graph. What was computed or looked at on an earlier way is not done again. */
    private final class Pass {
        private final Facts facts;
        private final ForPure pures;
        private final ForObserve observes;
        private final Hasher hasher = new Hasher();

        Pass(Facts facts) {
            this.facts = facts;
            this.pures = new ForPure(facts);
            this.observes = new ForObserve(facts);
        }

        Draft walk(Graph graph) {
            var draft = new Draft(graph);
            var resolver = new Resolver(draft, files, caller.secrets());
            var effects = new ForEffect(facts, draft.problems);
            var scheduler = new Scheduler(
                    graph.order(),
                    new long[graph.size()],
                    facts.options().parallelism(),
                    graph.pools(),
                    i -> graph.task(i).rules().claims());
            new Walk(graph.order(), scheduler, i -> visit(i, draft, resolver, effects), cancel).run();
            if (cancel.draining()) {
                throw new Stopped("stopped before the plan was complete");
            }
            draft.problems.throwIfAny();
            return draft;
        }

        private @Nullable CompletionStage<Boolean> visit(int i, Draft draft, Resolver resolver, ForEffect effects) {
            CompletionStage<Verdict> stage;
            try {
                stage = decide(i, draft, resolver, effects);
            } catch (Refused e) {
                Task task = draft.graph.task(i);
                e.problems().forEach(p -> draft.problems.add(p.what(), task.origin(), p.why(), p.fix()));
                stage = new Verdict(Step.of(task, 0, Action.HOLD, Cause.UNSEEN), Outlook.NOTHING).now();
            }
            if (stage instanceof CompletableFuture<Verdict> future && future.isDone()) {
                draft.decide(i, future.join());
                return null;
            }
            return stage.thenApply(verdict -> {
                draft.decide(i, verdict);
                return true;
            });
        }

        private CompletionStage<Verdict> decide(int i, Draft draft, Resolver resolver, ForEffect effects) {
            Task task = draft.graph.task(i);
            TaskKey key = task.key();
            Optional<Step> stuck = stuck(i, draft);
            if (stuck.isPresent()) {
                return new Verdict(stuck.get(), Outlook.NOTHING).now();
            }
            Resolved resolved = resolver.resolve(task, facts.record(key));
            if (key.kind().equals(Fan.KIND)) {
                return fan(task, resolved.inputs()).now();
            }
            int version = registry.version(key.kind());
            if (task instanceof Pure pure) {
                return pures.decide(pure, version, resolved, hasher);
            } else if (task instanceof Observe observe) {
                return observes.decide(observe, version, resolved, draft.needsPending(i));
            }
            return effects.decide((Effect) task, version, resolved, hasher);
        }

        /** A fan-out with its collection known waits to be widened; a widened one hands on what its tasks leave. */
        private Verdict fan(Task task, Fields inputs) {
            if (inputs.get("items") instanceof Fields items) {
                return new Verdict(Step.of(task, 0, Action.SKIP, Cause.UNCHANGED), Outlook.complete(items));
            }
            Step defer = Step.of(task, 0, Action.DEFER, Cause.UNEXPANDED);
            return new Verdict(inputs.isKnown() ? defer.producing(inputs) : defer, Outlook.NOTHING);
        }

        /** What rests on something undecided is undecided. */
        private Optional<Step> stuck(int i, Draft draft) {
            Task task = draft.graph.task(i);
            for (int need : draft.graph.needs(i)) {
                Step on = draft.step(need);
                if (on.action() == Action.HOLD || on.action() == Action.DEFER) {
                    Step step = Step.of(task, 0, on.action(), on.cause()).noting("it needs " + on.key());
                    return Optional.of(facts.record(task.key()).map(step::from).orElse(step));
                }
            }
            if (facts.snapshot().doubts().containsKey(task.key())) {
                Step step = Step.of(task, 0, Action.HOLD, Cause.UNSEEN);
                return Optional.of(step.noting("an interrupted step on it could not be settled"));
            }
            return Optional.empty();
        }
    }
}

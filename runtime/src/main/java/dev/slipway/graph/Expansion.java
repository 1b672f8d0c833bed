package dev.slipway.graph;

import dev.slipway.model.ForEach;
import dev.slipway.model.Problems;
import dev.slipway.model.Task;
import dev.slipway.model.TaskKey;
import dev.slipway.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts real tasks in the place of fan-outs whose elements have become known.
 *
 * <p>The task of a fan-out stays, under the same key, and now collects: its input {@link #ITEMS} holds, by element, a
 * reference to all that the first template leaves behind. So what refers to the fan-out need not be rewritten.
 */
public final class Expansion {
    /** The input of the task of an expanded fan-out. */
    public static final String ITEMS = "items";

    private final Problems problems = new Problems();
    private final Map<TaskKey, List<Element>> elements = new HashMap<>();
    private final Map<TaskKey, List<TaskKey>> made = new HashMap<>();
    private final Map<TaskKey, ForEach> fans = new HashMap<>();

    private Expansion(Graph graph, Map<TaskKey, ? extends Value> known) {
        for (ForEach fan : graph.fans()) {
            Value over = known.get(fan.key());
            if (over != null) {
                elements.put(fan.key(), Element.of(fan, over, problems));
            }
            fans.put(fan.key(), fan);
        }
        problems.throwIfAny();
        elements.forEach((key, found) -> made.put(key, ForEachInstances.keys(fan(key), found)));
    }

    public static Graph of(Graph graph, ForEach fan, Value over) {
        return of(graph, Map.of(fan.key(), over));
    }

    /**
     * The graph with all these fan-outs expanded at once, which costs no more than expanding one.
     *
     * @param known what they run over, by the key of the fan-out; what is no fan-out of the graph is passed over
     */
    public static Graph of(Graph graph, Map<TaskKey, ? extends Value> known) {
        return new Expansion(graph, known).build(graph);
    }

    private Graph build(Graph graph) {
        GraphBuilder builder = Graph.builder();
        for (Task task : graph.tasks()) {
            if (!fans.containsKey(task.key())) {
                builder.add(afterAll(task, task.key()));
            } else if (elements.containsKey(task.key())) {
                new ForEachInstances(fan(task.key()), elements.getOrDefault(task.key(), List.of()))
                        .tasks(problems)
                        .forEach(builder::add);
            } else {
                builder.add(fan(task.key()));
            }
        }
        problems.throwIfAny();
        graph.pools().forEach(builder::pool);
        for (int i = 0; i < graph.outputs().size(); i++) {
            builder.output(graph.outputs().name(i), graph.outputs().value(i));
        }
        return builder.build();
    }

    private ForEach fan(TaskKey key) {
        ForEach fan = fans.get(key);
        if (fan == null) {
            throw new IllegalArgumentException("no fan-out " + key);
        }
        var templates = new ArrayList<Task>(fan.templates().size());
        fan.templates().forEach(template -> templates.add(afterAll(template, key)));
        return new ForEach(fan.name(), fan.over(), templates, fan.origin());
    }

    /** Who comes after a fan-out comes after everything in it, not only after what its outputs are made of. */
    private Task afterAll(Task task, TaskKey within) {
        var after = new ArrayList<TaskKey>();
        for (TaskKey key : task.rules().after()) {
            after.add(key);
            if (!key.equals(within)) {
                after.addAll(made.getOrDefault(key, List.of()));
            }
        }
        return after.size() == task.rules().after().size()
                ? task
                : task.with(task.rules().after(after));
    }
}

package dev.slipway.graph;

import dev.slipway.model.ForEach;
import dev.slipway.model.Observe;
import dev.slipway.model.Pool;
import dev.slipway.model.Pure;
import dev.slipway.model.Task;
import dev.slipway.model.TaskOptions;
import dev.slipway.model.TaskOptionsCodec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes a graph; what else holds tasks, such as a plan, writes them in the same way. */
public class GraphWriter extends TableEncoder {
    static final int PURE = 0;
    static final int OBSERVE = 1;
    static final int EFFECT = 2;

    private final Map<TaskOptions, Integer> rules = new HashMap<>();

    void graph(Graph graph) {
        pools(graph.pools());
        count(graph.size());
        for (int i = 0; i < graph.size(); i++) {
            task(graph.task(i));
            needs(i, graph.needs(i));
        }
        count(graph.fans().size());
        for (ForEach fan : graph.fans()) {
            count(graph.indexOf(fan.key()));
            count(fan.templates().size());
            fan.templates().forEach(this::task);
        }
        graph.outputs().write(this);
        text(graph.environment());
    }

    protected final void pools(List<Pool> pools) {
        count(pools.size());
        for (Pool pool : pools) {
            name(pool.name());
            count(pool.limit());
        }
    }

    protected final void task(Task task) {
        tag(task instanceof Pure ? PURE : task instanceof Observe ? OBSERVE : EFFECT);
        key(task.key());
        rules(task.rules());
        name(task.origin().place());
        signed(task.origin().line());
        task.inputs().write(this);
        if (task instanceof Pure pure) {
            count(pure.writes().size());
            pure.writes().forEach(this::text);
        }
    }

    protected final void rules(TaskOptions some) {
        if (isNew(rules, some)) {
            TaskOptionsCodec.write(this, some);
        }
    }

    /** Distances, which are small where neighbours need each other. Needs come smallest first. */
    protected final void needs(int task, int[] needs) {
        count(needs.length);
        for (int k = 0; k < needs.length; k++) {
            count(k == 0 ? task - needs[0] : needs[k] - needs[k - 1]);
        }
    }
}

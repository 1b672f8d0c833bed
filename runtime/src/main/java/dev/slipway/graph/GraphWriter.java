package dev.slipway.graph;

import dev.slipway.model.Claim;
import dev.slipway.model.Encoder;
import dev.slipway.model.Fan;
import dev.slipway.model.Observe;
import dev.slipway.model.Origin;
import dev.slipway.model.Pool;
import dev.slipway.model.Pure;
import dev.slipway.model.Rules;
import dev.slipway.model.Task;
import dev.slipway.model.TaskKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a graph. What occurs again and again (names, keys, rules) is written in full where it first occurs, behind a
 * zero, and as a number from then on. Whoever stores tasks otherwise than in a graph builds on it.
 */
public class GraphWriter extends Encoder {
    static final int PURE = 0;
    static final int OBSERVE = 1;
    static final int EFFECT = 2;

    static final int PROTECT = 1;
    static final int ADOPT = 2;
    static final int CREATE_FIRST = 4;

    private final Map<String, Integer> names = new HashMap<>();
    private final Map<TaskKey, Integer> keys = new HashMap<>();
    private final Map<Rules, Integer> rules = new HashMap<>();

    void graph(Graph graph) {
        pools(graph.pools());
        count(graph.size());
        for (int i = 0; i < graph.size(); i++) {
            task(graph.task(i));
            needs(i, graph.needs(i));
        }
        count(graph.fans().size());
        for (Fan fan : graph.fans()) {
            count(graph.indexOf(fan.key()));
            count(fan.templates().size());
            fan.templates().forEach(this::task);
        }
        graph.outputs().write(this);
    }

    protected final void pools(List<Pool> pools) {
        count(pools.size());
        for (Pool pool : pools) {
            name(pool.name());
            count(pool.limit());
        }
    }

    @Override
    public void name(String name) {
        if (isNew(names, name)) {
            text(name);
        }
    }

    @Override
    public void key(TaskKey key) {
        if (isNew(keys, key)) {
            name(key.kind());
            text(key.name());
        }
    }

    protected final void task(Task task) {
        tag(task instanceof Pure ? PURE : task instanceof Observe ? OBSERVE : EFFECT);
        key(task.key());
        rules(task.rules());
        origin(task.origin());
        task.inputs().write(this);
        if (task instanceof Pure pure) {
            count(pure.writes().size());
            pure.writes().forEach(this::text);
        }
    }

    /** Distances, which are small where neighbours need each other. The needs are in order. */
    protected final void needs(int task, int[] needs) {
        count(needs.length);
        for (int k = 0; k < needs.length; k++) {
            count(k == 0 ? task - needs[0] : needs[k] - needs[k - 1]);
        }
    }

    protected final void origin(Origin origin) {
        name(origin.file());
        signed(origin.line());
    }

    private void rules(Rules task) {
        if (!isNew(rules, task)) {
            return;
        }
        keys(task.after());
        count(task.claims().size());
        for (Claim claim : task.claims()) {
            name(claim.pool());
            count(claim.weight());
        }
        count(task.timeout().getSeconds());
        count(task.timeout().getNano());
        count(task.attempts());
        tag((task.protect() ? PROTECT : 0) | (task.adopt() ? ADOPT : 0) | (task.createFirst() ? CREATE_FIRST : 0));
        count(task.drift().size());
        task.drift().forEach((field, policy) -> {
            name(field);
            name(policy.name());
        });
        keys(task.formerly());
    }

    protected final void keys(List<TaskKey> list) {
        count(list.size());
        list.forEach(this::key);
    }

    private <T> boolean isNew(Map<T, Integer> known, T thing) {
        Integer number = known.putIfAbsent(thing, known.size() + 1);
        count(number == null ? 0 : number);
        return number == null;
    }
}

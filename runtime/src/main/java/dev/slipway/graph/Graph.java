package dev.slipway.graph;

import dev.slipway.model.Fan;
import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import dev.slipway.model.Pool;
import dev.slipway.model.Task;
import dev.slipway.model.TaskKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of one cluster, in topological order, with the edges as flat arrays. Immutable, and nothing but data: it can
 * be written to a file and read back without the script that made it.
 *
 * <p>Task {@code i} depends only on tasks before it. There are no whole-object edges: what a task needs follows from the
 * fields that it refers to, plus what it was told to come {@code after}.
 */
public final class Graph {
    private final List<Task> tasks;
    private final int[][] needs;
    private final Order order;
    private final List<Fan> fans;
    private final List<Pool> pools;
    private final Fields outputs;
    private volatile @Nullable Map<TaskKey, Integer> index;

    Graph(List<Task> tasks, int[][] needs, List<Fan> fans, List<Pool> pools, Fields outputs) {
        this.tasks = List.copyOf(tasks);
        this.needs = needs;
        this.order = Order.of(needs);
        this.fans = List.copyOf(fans);
        this.pools = List.copyOf(pools);
        this.outputs = outputs;
    }

    public static GraphBuilder builder() {
        return new GraphBuilder();
    }

    public int size() {
        return tasks.size();
    }

    public Task task(int i) {
        return tasks.get(i);
    }

    public List<Task> tasks() {
        return tasks;
    }

    /** The tasks that task {@code i} needs, smallest first. */
    public int[] needs(int i) {
        return needs[i].clone();
    }

    public Order order() {
        return order;
    }

    /** Fan-outs that are not expanded yet; each stands in the graph as a task of kind {@code fan}. */
    public List<Fan> fans() {
        return fans;
    }

    public Optional<Fan> fan(TaskKey key) {
        return fans.stream().filter(fan -> fan.key().equals(key)).findFirst();
    }

    /** The numbers of all tasks of a kind, smallest first. */
    public int[] ofKind(String kind) {
        return IntStream.range(0, size())
                .filter(i -> task(i).key().kind().equals(kind))
                .toArray();
    }

    public List<Pool> pools() {
        return pools;
    }

    /** What the script gives out by name, as references into the graph. */
    public Fields outputs() {
        return outputs;
    }

    /** The identity of the graph in every detail, down to the lines that its tasks were written on. */
    public Fingerprint fingerprint() {
        return Hasher.of(GraphCodec.encode(this));
    }

    /** The number of a task, or -1 for one that is not here. */
    public int indexOf(TaskKey key) {
        Map<TaskKey, Integer> known = index;
        if (known == null) {
            known = new HashMap<>(2 * tasks.size());
            for (int i = 0; i < tasks.size(); i++) {
                known.put(tasks.get(i).key(), i);
            }
            index = known;
        }
        return known.getOrDefault(key, -1);
    }
}

package dev.slipway.graph;

import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.ForEach;
import dev.slipway.model.Hasher;
import dev.slipway.model.Pool;
import dev.slipway.model.Task;
import dev.slipway.model.TaskKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
    private final TopologicalOrder order;
    private final List<ForEach> fans;
    private final List<Pool> pools;
    private final Fields outputs;
    private final String environment;
    private volatile int @Nullable [] index;

    Graph(List<Task> tasks, int[][] needs, List<ForEach> fans, List<Pool> pools, Fields outputs, String environment) {
        this.tasks = List.copyOf(tasks);
        this.needs = needs;
        this.order = TopologicalOrder.of(needs);
        this.fans = List.copyOf(fans);
        this.pools = List.copyOf(pools);
        this.outputs = outputs;
        this.environment = environment;
    }

    public static GraphBuilder builder() {
        return builder(path -> Path.of(path).normalize());
    }

    /**
     * The same where more is known of paths than how they are written.
     *
     * @param places one place for all paths that lead there
     */
    public static GraphBuilder builder(Function<? super String, Path> places) {
        return new GraphBuilder(places);
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

    public TopologicalOrder order() {
        return order;
    }

    /** Fan-outs that are not expanded yet; each stands in the graph as a task of kind {@code fan}. */
    public List<ForEach> fans() {
        return fans;
    }

    public Optional<ForEach> fan(TaskKey key) {
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

    /** The environment that the script was evaluated for; empty for a script that does not ask for one. */
    public String environment() {
        return environment;
    }

    /** The identity of the graph in every detail, down to the lines that its tasks were written on. */
    public Fingerprint fingerprint() {
        return Hasher.of(GraphCodec.encode(this));
    }

    /** The number of a task, or -1 for one that is not here. */
    public int indexOf(TaskKey key) {
        int[] table = index;
        if (table == null) {
            table = indexed();
            index = table;
        }
        int at = place(key, table);
        while (table[at] != 0 && !tasks.get(table[at] - 1).key().equals(key)) {
            at = at + 1 & table.length - 1;
        }
        return table[at] - 1;
    }

    /** Numbers plus one, each at the first free place from its hash on. A map would take five times the memory. */
    private int[] indexed() {
        var table = new int[Integer.highestOneBit(tasks.size() + 1) * 4];
        for (int i = 0; i < tasks.size(); i++) {
            int at = place(tasks.get(i).key(), table);
            while (table[at] != 0) {
                at = at + 1 & table.length - 1;
            }
            table[at] = i + 1;
        }
        return table;
    }

    private static int place(TaskKey key, int[] table) {
        int hash = key.hashCode() * 0x9E3779B9;
        return (hash ^ hash >>> 16) & table.length - 1;
    }
}

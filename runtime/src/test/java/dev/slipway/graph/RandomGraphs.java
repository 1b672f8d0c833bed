package dev.slipway.graph;

import dev.slipway.model.Effect;
import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.IntValue;
import dev.slipway.model.Observe;
import dev.slipway.model.Origin;
import dev.slipway.model.Pure;
import dev.slipway.model.Ref;
import dev.slipway.model.StringValue;
import dev.slipway.model.Task;
import dev.slipway.model.TaskKey;
import dev.slipway.model.TaskOptions;
import dev.slipway.model.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/** Graphs of a known shape, the same for the same seed. */
public final class RandomGraphs {
    /** How the tasks hang together. */
    public enum Shape {
        WIDE,
        CHAIN,
        LAYERED,
        HUB,
        RANDOM
    }

    private RandomGraphs() {}

    public static Graph of(Shape shape, int size, long seed) {
        GraphBuilder builder = Graph.builder();
        tasks(shape, size, seed).forEach(builder::add);
        return builder.build();
    }

    /** The tasks of a graph; all but those of a random one are in topological order already. */
    public static List<Task> tasks(Shape shape, int size, long seed) {
        var random = new Random(seed);
        var tasks = new ArrayList<Task>(size);
        for (int i = 0; i < size; i++) {
            tasks.add(task(i, needs(shape, i, size, random), shape, random));
        }
        if (shape == Shape.RANDOM) {
            Collections.shuffle(tasks, random);
        }
        return tasks;
    }

    public static TaskKey key(int i) {
        return new TaskKey("test.thing", "thing-" + i);
    }

    private static int[] needs(Shape shape, int i, int size, Random random) {
        int layer = Math.max(1, (int) Math.sqrt(size));
        return switch (shape) {
            case WIDE -> new int[0];
            case CHAIN -> i == 0 ? new int[0] : new int[] {i - 1};
            case HUB -> i == 0 ? new int[0] : i == size - 1 ? upTo(i) : new int[] {0};
            case LAYERED ->
                i < layer
                        ? new int[0]
                        : random.ints(3, i / layer * layer - layer, i / layer * layer)
                                .toArray();
            case RANDOM ->
                i == 0 ? new int[0] : random.ints(random.nextInt(4), 0, i).toArray();
        };
    }

    private static int[] upTo(int end) {
        var all = new int[end];
        for (int i = 0; i < end; i++) {
            all[i] = i;
        }
        return all;
    }

    private static Task task(int i, int[] needs, Shape shape, Random random) {
        var inputs = new TreeMap<String, Value>();
        inputs.put("name", new StringValue("thing-" + i));
        inputs.put("cores", new IntValue(1 + random.nextInt(16)));
        inputs.put("tags", Value.of(List.of("a", "b")));
        for (int k = 0; k < needs.length; k++) {
            inputs.put("from" + k, new Ref(key(needs[k]), FieldPath.of("out")));
        }
        var origin = new Origin("cluster.main.kts", i + 1);
        int sort = shape == Shape.RANDOM ? random.nextInt(3) : 2;
        Fields fields = new Fields(inputs);
        return sort == 0
                ? new Pure(key(i), fields, List.of(), TaskOptions.NONE, origin)
                : sort == 1
                        ? new Observe(key(i), fields, TaskOptions.NONE, origin)
                        : new Effect(key(i), fields, TaskOptions.NONE, origin);
    }
}

package dev.slipway.graph;

import dev.slipway.model.Fields;
import dev.slipway.model.ForEach;
import dev.slipway.model.Origin;
import dev.slipway.model.Pool;
import dev.slipway.model.Problems;
import dev.slipway.model.Pure;
import dev.slipway.model.Ref;
import dev.slipway.model.Task;
import dev.slipway.model.TaskOptions;
import dev.slipway.model.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Collects declarations in any order and makes a graph of them, or says everything that is wrong with them at once.
 *
 * <p>Tasks keep the order of their declaration except that what is needed comes before what needs it, so that plans read
 * like the script. It knows no provider; whether inputs suit their kinds is {@link SchemaCheck}'s question.
 */
public final class GraphBuilder {
    /** The input of the task that stands for a fan-out: what it runs over. */
    static final String OVER = "over";

    private final List<Task> tasks = new ArrayList<>();
    private final List<ForEach> fans = new ArrayList<>();
    private final Function<? super String, Path> places;
    private final ProducedFiles made;
    private final PoolCheck limits = new PoolCheck();
    private final Map<String, Output> outputs = new TreeMap<>();
    private final Problems problems = new Problems();
    private String environment = "";

    private record Output(Value value, Origin origin) {}

    GraphBuilder(Function<? super String, Path> places) {
        this.places = places;
        this.made = new ProducedFiles(places);
    }

    public GraphBuilder add(Task task) {
        tasks.add(task);
        made.add(task);
        return this;
    }

    public GraphBuilder add(ForEach fan) {
        fans.add(fan);
        tasks.add(new Pure(fan.key(), Fields.of(OVER, fan.over()), List.of(), TaskOptions.NONE, fan.origin()));
        return this;
    }

    /** A task leaves this file behind, and what is known of it as one of its outputs; what a Pure writes is known. */
    public GraphBuilder made(String path, Ref file) {
        made.add(path, file);
        return this;
    }

    public GraphBuilder pool(Pool pool) {
        return pool(pool, Origin.NONE);
    }

    public GraphBuilder pool(Pool pool, Origin origin) {
        limits.add(pool, origin, problems);
        return this;
    }

    public GraphBuilder output(String name, Value value) {
        return output(name, value, Origin.NONE);
    }

    public GraphBuilder output(String name, Value value, Origin origin) {
        if (outputs.putIfAbsent(name, new Output(value, origin)) != null) {
            problems.add(
                    "the output '" + name + "' is given twice",
                    origin,
                    "an output has one value",
                    "rename or remove one of them");
        }
        return this;
    }

    /** Names the environment that the declarations are for. */
    public GraphBuilder environment(String name) {
        environment = name;
        return this;
    }

    /** The graph, or {@link dev.slipway.model.InvalidInputException} with every problem found. */
    public Graph build() {
        tasks.replaceAll(made::linked);
        fans.replaceAll(made::linked);
        var nodes = new Nodes(tasks, fans, problems);
        var links = new EdgeBuilder(nodes, problems);
        outputs.forEach((name, output) -> links.checkOutput(name, output.value(), output.origin()));
        var wholeness = new EncodingCheck(problems);
        wholeness.check(nodes);
        outputs.forEach((name, output) -> wholeness.check(name, output.value(), output.origin()));
        limits.check(nodes, problems);
        OutputOwnerCheck.check(nodes, places, problems);
        MovedCheck.check(nodes, problems);
        var components = new Components(links.waits());
        Cycles.explain(components, links.waits(), nodes, problems);
        problems.throwIfAny();
        return numbered(components.order(), links.needs());
    }

    /** Renumbers from the order of declaration to the order of the components, which is topological; templates go. */
    private Graph numbered(int[] order, int[][] links) {
        var numbers = new int[order.length];
        var sorted = new ArrayList<Task>(tasks.size());
        for (int node : order) {
            if (node < tasks.size()) {
                numbers[node] = sorted.size();
                sorted.add(tasks.get(node));
            }
        }
        var needs = new int[tasks.size()][];
        for (int node = 0; node < needs.length; node++) {
            int[] row = links[node];
            for (int k = 0; k < row.length; k++) {
                row[k] = numbers[row[k]];
            }
            Arrays.sort(row);
            needs[numbers[node]] = row;
        }
        var given = new TreeMap<String, Value>();
        outputs.forEach((name, output) -> given.put(name, output.value()));
        return new Graph(sorted, needs, fans, limits.pools(), new Fields(given), environment);
    }
}

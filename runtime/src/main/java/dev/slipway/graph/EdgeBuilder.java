package dev.slipway.graph;

import dev.slipway.model.ForEach;
import dev.slipway.model.Origin;
import dev.slipway.model.Problems;
import dev.slipway.model.Ref;
import dev.slipway.model.Task;
import dev.slipway.model.TaskKey;
import dev.slipway.model.Value;
import java.util.function.Consumer;

/** Turns references and {@code after} rules into edges between nodes; those that lead nowhere become problems. */
final class EdgeBuilder implements Consumer<Ref> {
    private final Nodes nodes;
    private final DanglingReferences strays;
    private final int[][] needs;
    private final int[][] waits;
    private final IntList row = new IntList();
    private final IntList later = new IntList();
    private DanglingReferences.Source source = DanglingReferences.Source.NOBODY;

    EdgeBuilder(Nodes nodes, Problems problems) {
        this.nodes = nodes;
        this.strays = new DanglingReferences(nodes, problems);
        this.needs = new int[nodes.size()][];
        this.waits = new int[nodes.size()][];
        for (int node = 0; node < nodes.size(); node++) {
            link(node);
        }
    }

    /** The edges of the graph, by number of declaration. */
    int[][] needs() {
        return needs;
    }

    /**
     * The edges, and those that will only exist when fan-outs are expanded: the outputs of a fan-out are those of its
     * first template, and who comes after a fan-out comes after all of it. So a circle through a fan-out is found now and
     * not in the middle of a run.
     */
    int[][] waits() {
        return waits;
    }

    /** Outputs wait for nothing, but what they refer to must be there. */
    void checkOutput(String name, Value value, Origin origin) {
        source = new DanglingReferences.Source(Nodes.MISSING, "the output '" + name + "'", origin, value);
        if (!References.visit(value, 2, this)) {
            strays.tooDeep(source);
        }
        row.clear();
    }

    @Override
    public void accept(Ref ref) {
        follow(ref.producer());
    }

    private void link(int node) {
        Task task = nodes.task(node);
        source = new DanglingReferences.Source(node, "", task.origin(), task.inputs());
        row.clear();
        later.clear();
        if (!References.visit(task.inputs(), 1, this)) {
            strays.tooDeep(source);
        }
        for (TaskKey key : task.rules().after()) {
            int fan = nodes.fan(follow(key));
            if (fan != Nodes.MISSING && fan != nodes.fanOf(node)) {
                later.addRange(nodes.firstTemplate(fan), nodes.pastTemplates(fan));
            }
        }
        int fan = nodes.fan(node);
        if (fan != Nodes.MISSING && nodes.firstTemplate(fan) < nodes.pastTemplates(fan)) {
            later.add(nodes.firstTemplate(fan));
        }
        needs[node] = row.toArray();
        later.addAll(needs[node]);
        waits[node] = later.toArray();
    }

    /** Adds an edge to the task of this key; an element of a fan-out is no task and needs none. */
    private int follow(TaskKey key) {
        int from = source.node();
        int to = nodes.number(key);
        if (key.kind().equals(ForEach.EACH)) {
            if (from == Nodes.MISSING || !nodes.isTemplateOf(from, key.name())) {
                strays.outsideFan(source, key);
            }
            return Nodes.MISSING;
        } else if (to == Nodes.MISSING) {
            strays.missing(source, key);
        } else if (to == from) {
            strays.itself(source, key);
            return Nodes.MISSING;
        } else if (nodes.fanOf(to) != Nodes.MISSING
                && (from == Nodes.MISSING || nodes.fanOf(to) != nodes.fanOf(from))) {
            strays.intoFan(source, key, nodes.fans().get(nodes.fanOf(to)));
            return Nodes.MISSING;
        }
        row.add(to);
        return to;
    }
}

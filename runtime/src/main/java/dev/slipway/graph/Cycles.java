package dev.slipway.graph;

import dev.slipway.model.Problems;
import java.util.Arrays;

/** Explains why there is no order: one circle for every knot of tasks that wait for one another. */
final class Cycles {
    private Cycles() {}

    static void explain(Components components, int[][] waits, Nodes nodes, Problems problems) {
        if (components.count() == nodes.size()) {
            return;
        }
        var size = new int[components.count()];
        for (int node = 0; node < nodes.size(); node++) {
            size[components.of(node)]++;
        }
        // The search for a circle leaves its marks behind: no two knots share a node.
        var from = new int[nodes.size()];
        Arrays.fill(from, Cycle.UNSEEN);
        for (int node = 0; node < nodes.size(); node++) {
            if (size[components.of(node)] > 1) {
                size[components.of(node)] = 0;
                Cycle circle = Cycle.through(node, components, waits, from);
                problems.add(
                        circle.nodes().size() + " tasks wait for one another: " + circle.text(nodes),
                        nodes.origin(node),
                        "each needs a result of the next, so none can be the first",
                        "remove one of these references, or split the task that is needed too early");
            }
        }
    }
}

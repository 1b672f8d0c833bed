package dev.slipway.graph;

import dev.slipway.model.Problems;
import dev.slipway.model.TaskKey;
import java.util.HashMap;
import java.util.Map;

/** Who takes over the record of a key that is no longer declared: one task each. */
final class Heirs {
    private final Nodes nodes;
    private final Problems problems;
    private final Map<TaskKey, Integer> heirs = new HashMap<>();

    private Heirs(Nodes nodes, Problems problems) {
        this.nodes = nodes;
        this.problems = problems;
    }

    static void check(Nodes nodes, Problems problems) {
        var all = new Heirs(nodes, problems);
        for (int node = 0; node < nodes.size(); node++) {
            for (TaskKey former : nodes.task(node).rules().formerly()) {
                all.inherit(node, former);
            }
        }
    }

    private void inherit(int node, TaskKey former) {
        int still = nodes.number(former);
        if (still != Nodes.MISSING) {
            problems.add(
                    nodes.title(node) + " was formerly " + former + ", which is still declared",
                    nodes.origin(node),
                    "a record moves to one key only, and " + former + " is at " + nodes.origin(still),
                    "remove 'moved', or the old declaration");
            return;
        }
        Integer other = heirs.putIfAbsent(former, node);
        if (other != null) {
            problems.add(
                    nodes.title(other) + " and " + nodes.title(node) + " both were formerly " + former,
                    nodes.origin(node),
                    "a record moves to one key only; the first is at " + nodes.origin(other),
                    "keep 'moved' at one of them");
        }
    }
}

package dev.slipway.graph;

import dev.slipway.model.Problems;
import dev.slipway.model.TaskKey;
import java.util.HashMap;
import java.util.Map;

/** Who takes over the record of a key that is no longer declared: one task each. */
final class MovedCheck {
    private final Nodes nodes;
    private final Problems problems;
    private final Map<TaskKey, Integer> heirs = new HashMap<>();

    private MovedCheck(Nodes nodes, Problems problems) {
        this.nodes = nodes;
        this.problems = problems;
    }

    static void check(Nodes nodes, Problems problems) {
        var all = new MovedCheck(nodes, problems);
        for (int node = 0; node < nodes.size(); node++) {
            for (TaskKey former : nodes.task(node).rules().formerly()) {
                all.inherit(node, former);
            }
        }
    }

    /** After the exchange both have a record, as before it: nobody could tell that it has been made. */
    private void exchanged(int one, int other) {
        if (one < other) {
            problems.add(
                    nodes.title(one) + " and " + nodes.title(other) + " exchange their names",
                    nodes.origin(one),
                    "a script says so at every run, and each run would exchange them back; the other is at "
                            + nodes.origin(other),
                    "remove 'moved' at both, and exchange what is remembered once: slipway state mv %s %s-, mv %s %s, mv %s- %s"
                            .formatted(
                                    nodes.key(one),
                                    nodes.key(one),
                                    nodes.key(other),
                                    nodes.key(one),
                                    nodes.key(one),
                                    nodes.key(other)));
        }
    }

    private void inherit(int node, TaskKey former) {
        int still = nodes.number(former);
        if (still != Nodes.MISSING && nodes.task(still).rules().formerly().contains(nodes.key(node))) {
            exchanged(node, still);
            return;
        } else if (still != Nodes.MISSING) {
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

package dev.slipway.graph;

import dev.slipway.model.Problems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Explains why there is no order: one circle for every knot of tasks that wait for one another. */
final class Cycles {
    /** A longer circle is shown by its first and last tasks. */
    private static final int SHOWN = 12;

    private static final int TAIL = 3;
    private static final int UNSEEN = -1;

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
        Arrays.fill(from, UNSEEN);
        for (int node = 0; node < nodes.size(); node++) {
            if (size[components.of(node)] > 1) {
                size[components.of(node)] = 0;
                List<Integer> circle = shortest(node, components, waits, from);
                problems.add(
                        circle.size() + " tasks wait for one another: " + text(circle, nodes),
                        nodes.origin(node),
                        "each needs a result of the next, so none can be the first",
                        "remove one of these references, or split the task that is needed too early");
            }
        }
    }

    /** The shortest circle through a node, by breadth first search inside its knot. */
    private static List<Integer> shortest(int start, Components components, int[][] waits, int[] from) {
        var queue = new ArrayList<Integer>(List.of(start));
        for (int head = 0; ; head++) {
            int node = queue.get(head);
            for (int to : waits[node]) {
                if (to == start) {
                    return back(start, node, from);
                } else if (from[to] == UNSEEN && components.of(to) == components.of(start)) {
                    from[to] = node;
                    queue.add(to);
                }
            }
        }
    }

    private static List<Integer> back(int start, int last, int[] from) {
        var circle = new ArrayList<Integer>();
        for (int node = last; node != start; node = from[node]) {
            circle.add(node);
        }
        circle.add(start);
        Collections.reverse(circle);
        return circle;
    }

    private static String text(List<Integer> circle, Nodes nodes) {
        var text = new StringBuilder();
        for (int i = 0; i < circle.size(); i++) {
            if (circle.size() > SHOWN && i == SHOWN - TAIL) {
                int next = circle.size() - TAIL;
                text.append("... ").append(next - i).append(" more ... -> ");
                i = next;
            }
            int node = circle.get(i);
            text.append(nodes.key(node)).append(" (").append(nodes.origin(node)).append(") -> ");
        }
        return text.append(nodes.key(circle.get(0))).toString();
    }
}

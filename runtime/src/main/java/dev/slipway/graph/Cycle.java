package dev.slipway.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Nodes each of which waits for the next, and the last for the first. */
record Cycle(List<Integer> nodes) {
    static final int UNSEEN = -1;

    /** A longer circle is shown by its first and last tasks. */
    private static final int SHOWN = 12;

    private static final int TAIL = 3;

    /** The shortest circle through a node, by breadth first search inside its knot. */
    static Cycle through(int start, Components components, int[][] waits, int[] from) {
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

    private static Cycle back(int start, int last, int[] from) {
        var circle = new ArrayList<Integer>();
        for (int node = last; node != start; node = from[node]) {
            circle.add(node);
        }
        circle.add(start);
        Collections.reverse(circle);
        return new Cycle(circle);
    }

    String text(Nodes names) {
        var text = new StringBuilder();
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.size() > SHOWN && i == SHOWN - TAIL) {
                int next = nodes.size() - TAIL;
                text.append("... ").append(next - i).append(" more ... -> ");
                i = next;
            }
            int node = nodes.get(i);
            text.append(names.key(node)).append(" (").append(names.origin(node)).append(") -> ");
        }
        return text.append(names.key(nodes.get(0))).toString();
    }
}

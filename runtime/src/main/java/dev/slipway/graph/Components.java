package dev.slipway.graph;

import java.util.Arrays;

/**
 * The strongly connected parts of a directed graph, found by Tarjan's algorithm without recursion, in linear time.
 *
 * <p>A node comes after all that it points to, and is visited as late as that allows: where no part has more than one
 * node, the order is topological and as near to the numbering as it can be.
 */
public final class Components {
    private static final int NEW = -1;

    private final int[][] edges;
    private final int[] order;
    private final int[] component;
    private int done;
    private int count;

    private final int[] seen;
    private final int[] low;
    private int clock;
    private final int[] open;
    private int opened;

    public Components(int[][] edges) {
        this.edges = edges;
        int size = edges.length;
        order = new int[size];
        component = new int[size];
        seen = new int[size];
        low = new int[size];
        open = new int[size];
        Arrays.fill(component, NEW);
        Arrays.fill(seen, NEW);
        var path = new int[size];
        var next = new int[size];
        for (int node = 0; node < size; node++) {
            if (seen[node] == NEW) {
                visit(node, path, next);
            }
        }
    }

    /** The nodes, part by part. */
    public int[] order() {
        return order.clone();
    }

    int count() {
        return count;
    }

    /** The number of the part that a node is in; parts are numbered in the order. */
    public int of(int node) {
        return component[node];
    }

    private void visit(int start, int[] path, int[] next) {
        int depth = 0;
        path[0] = enter(start);
        while (depth >= 0) {
            int node = path[depth];
            if (next[node] < edges[node].length) {
                int to = edges[node][next[node]++];
                if (seen[to] == NEW) {
                    path[++depth] = enter(to);
                } else if (component[to] == NEW) {
                    low[node] = Math.min(low[node], seen[to]);
                }
            } else {
                if (low[node] == seen[node]) {
                    close(node);
                }
                depth--;
                if (depth >= 0) {
                    low[path[depth]] = Math.min(low[path[depth]], low[node]);
                }
            }
        }
    }

    private int enter(int node) {
        seen[node] = clock;
        low[node] = clock++;
        open[opened++] = node;
        return node;
    }

    private void close(int root) {
        int node;
        do {
            node = open[--opened];
            component[node] = count;
            order[done++] = node;
        } while (node != root);
        count++;
    }
}

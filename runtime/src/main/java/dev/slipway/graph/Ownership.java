package dev.slipway.graph;

import dev.slipway.model.Problems;
import dev.slipway.model.Pure;
import dev.slipway.model.TaskKey;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What only one task may have: a file that it writes, a key that a task had before. */
final class Ownership {
    private final Nodes nodes;
    private final Problems problems;
    private final Map<Path, Integer> writers = new HashMap<>();
    private final Map<TaskKey, Integer> heirs = new HashMap<>();

    private Ownership(Nodes nodes, Problems problems) {
        this.nodes = nodes;
        this.problems = problems;
    }

    static void check(Nodes nodes, Problems problems) {
        var ownership = new Ownership(nodes, problems);
        for (int node = 0; node < nodes.size(); node++) {
            if (nodes.task(node) instanceof Pure pure) {
                for (String file : pure.writes()) {
                    ownership.write(node, file);
                }
            }
            for (TaskKey former : nodes.task(node).rules().formerly()) {
                ownership.inherit(node, former);
            }
        }
    }

    private void write(int node, String file) {
        Path path;
        try {
            path = Path.of(file).normalize();
        } catch (InvalidPathException e) {
            problems.add(
                    nodes.title(node) + " writes '" + file + "', which is no file name",
                    nodes.origin(node),
                    String.valueOf(e.getReason()),
                    "correct the name");
            return;
        }
        Integer other = writers.putIfAbsent(path, node);
        if (nodes.fanOf(node) != Nodes.MISSING) {
            problems.add(
                    nodes.title(node) + " writes " + file,
                    nodes.origin(node),
                    "it is made for each element, and each would write the same file",
                    "give the result as an output, or write the file in one task outside");
        } else if (other != null) {
            problems.add(
                    nodes.title(other) + " and " + nodes.title(node) + " both write " + path,
                    nodes.origin(node),
                    "the result would depend on who is last; the first is at " + nodes.origin(other),
                    "write to different files, or make one task of the two");
        }
    }

    private void inherit(int node, TaskKey former) {
        int still = nodes.number(former);
        if (still != Nodes.MISSING) {
            problems.add(
                    nodes.title(node) + " was formerly " + former + ", which is still declared",
                    nodes.origin(node),
                    "a record moves to one key only, and " + former + " is at " + nodes.origin(still),
                    "remove 'formerly', or the old declaration");
            return;
        }
        Integer other = heirs.putIfAbsent(former, node);
        if (other != null) {
            problems.add(
                    nodes.title(other) + " and " + nodes.title(node) + " both were formerly " + former,
                    nodes.origin(node),
                    "a record moves to one key only; the first is at " + nodes.origin(other),
                    "keep 'formerly' at one of them");
        }
    }
}

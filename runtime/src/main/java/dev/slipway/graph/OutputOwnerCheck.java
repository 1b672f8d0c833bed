package dev.slipway.graph;

import dev.slipway.model.Problems;
import dev.slipway.model.Pure;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Who writes which file: one task each. */
final class OutputOwnerCheck {
    private final Nodes nodes;
    private final Problems problems;
    private final Function<? super String, Path> places;
    private final Map<Path, Integer> writers = new HashMap<>();

    private OutputOwnerCheck(Nodes nodes, Function<? super String, Path> places, Problems problems) {
        this.nodes = nodes;
        this.places = places;
        this.problems = problems;
    }

    static void check(Nodes nodes, Function<? super String, Path> places, Problems problems) {
        var all = new OutputOwnerCheck(nodes, places, problems);
        for (int node = 0; node < nodes.size(); node++) {
            if (nodes.task(node) instanceof Pure pure) {
                for (String file : pure.writes()) {
                    all.write(node, file);
                }
            }
        }
    }

    private void write(int node, String file) {
        Path path;
        try {
            path = places.apply(file);
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
                    nodes.title(other) + " and " + nodes.title(node) + " both write "
                            + Path.of(file).normalize(),
                    nodes.origin(node),
                    "the result would depend on who is last; the first is at " + nodes.origin(other),
                    "write to different files, or make one task of the two");
        }
    }
}

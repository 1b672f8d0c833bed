package dev.slipway.graph;

import java.util.List;

/** What the graph cache has to say about a script. */
public sealed interface Lookup {
    /**
     * Evaluating the script would give this graph.
     *
     * @param reads what was read when it was made, for code that must be evaluated again to be run
     */
    record Hit(Graph graph, List<TrackedRead> reads) implements Lookup {}

    /**
     * The script must be evaluated.
     *
     * @param why what has changed since the graph that was used last, in words
     */
    record Miss(String why) implements Lookup {}
}

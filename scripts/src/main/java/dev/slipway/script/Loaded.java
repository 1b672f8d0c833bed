package dev.slipway.script;

import dev.slipway.evaluate.Lambdas;
import dev.slipway.graph.Graph;
import dev.slipway.graph.TrackedRead;
import java.util.List;
import java.util.function.Supplier;

/**
 * The graph of a script.
 *
 * @param reads all that the graph depends on
 * @param why the script had to be evaluated, in words; empty when all that it looked at is as it was
 * @param fickle what the script calls that may come out differently each time, so that its graph is not kept; or empty
 * @param script the compiled script, which is compiled for it if it was not before
 * @param lambdas what tasks run, which takes an evaluation if there was none
 */
public record Loaded(
        Graph graph,
        List<TrackedRead> reads,
        String why,
        String fickle,
        Supplier<CompiledScript> script,
        Supplier<Lambdas> lambdas) {}

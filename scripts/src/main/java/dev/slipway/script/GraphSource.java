package dev.slipway.script;

import dev.slipway.evaluate.Lambdas;
import dev.slipway.graph.Graph;
import dev.slipway.graph.GraphCache;
import dev.slipway.graph.Lookup;
import dev.slipway.graph.TrackedRead;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.InvalidInputException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** From a script to its graph: by the cache, or by compiling and evaluating. */
public final class GraphSource {
    private final GraphCache graphs;
    private final ScriptCache scripts;
    private final Evaluator evaluator;
    private final Fingerprint ground;

    public GraphSource(GraphCache graphs, ScriptCache scripts, Evaluator evaluator, Fingerprint ground) {
        this.graphs = graphs;
        this.scripts = scripts;
        this.evaluator = evaluator;
        this.ground = ground;
    }

    /**
     * The graph of a script.
     *
     * @param check asked about a graph that is new, before it is kept; it refuses by throwing
     */
    public Loaded load(ScriptFile script, ScriptInputs given, Consumer<? super Graph> check) {
        Lookup lookup = graphs.find(script.path(), read -> given.now(read, ground));
        if (lookup instanceof Lookup.Hit hit) {
            return new Loaded(
                    hit.graph(),
                    hit.reads(),
                    "",
                    "",
                    () -> scripts.get(script),
                    () -> again(script, given, hit.graph()));
        }
        Evaluated fresh = evaluator.evaluate(scripts.get(script), given);
        check.accept(fresh.graph());
        graphs.keep(script.path(), fresh.reads(), fresh.graph());
        String fickle = fresh.reads().list().stream()
                .filter(read -> read.sort() == TrackedRead.Sort.UNTRACKED)
                .map(TrackedRead::name)
                .collect(Collectors.joining(", "));
        return new Loaded(
                fresh.graph(),
                fresh.reads().list(),
                ((Lookup.Miss) lookup).why(),
                fickle,
                fresh::script,
                fresh::lambdas);
    }

    private Lambdas again(ScriptFile script, ScriptInputs given, Graph graph) {
        Evaluated fresh = evaluator.evaluate(scripts.get(script), given);
        if (!fresh.graph().fingerprint().equals(graph.fingerprint())) {
            throw new InvalidInputException(
                    "the script " + script.name() + " means something else than a moment ago",
                    "it was evaluated again for the code that a task runs, and its graph is another one",
                    "run again");
        }
        return fresh.lambdas();
    }
}

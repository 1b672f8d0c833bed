package dev.slipway.script;

import dev.slipway.evaluate.Evaluation;
import dev.slipway.evaluate.Lambdas;
import dev.slipway.graph.Graph;
import dev.slipway.graph.Read;
import dev.slipway.graph.Reads;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import dev.slipway.model.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Runs a compiled script within its bounds, and notes all that the result depends on. */
public final class Evaluator {
    private final Bounds bounds;
    private final Fingerprint ground;

    public Evaluator(Bounds bounds, Fingerprint ground) {
        this.bounds = bounds;
        this.ground = ground;
    }

    public Evaluated evaluate(CompiledScript script, Given given) {
        Path entry = script.main().file();
        Path directory = script.main().directory();
        var reads = new Reads(entry);
        reads.add(Read.Sort.VERSION, Given.SLIPWAY, ground);
        script.units().forEach(unit -> note(unit, reads));
        var classes = new ScriptClasses(script);
        var evaluation = new Evaluation(
                new TrackedReads(reads, directory, given.variables()),
                given.parameters(),
                given.environment().orElse(null),
                String.valueOf(directory.getFileName()));
        Graph graph = new Supervised(bounds, trace -> lineOf(script, trace))
                .call(() -> evaluation.graph(() -> {
                    classes.run();
                    return "";
                }));
        Lambdas lambdas = evaluation.getLambdas();
        WorldCalls.first(script, classes.loader()).ifPresent(reads::untracked);
        return new Evaluated(script, graph, reads, lambdas);
    }

    private static void note(ScriptUnit unit, Reads reads) {
        try {
            if (!Hasher.of(reads.file(unit.file())).equals(unit.digest())) {
                reads.untracked(unit.file() + ", which changed a moment ago");
            }
        } catch (IOException e) {
            reads.untracked(unit.file() + ", which is gone");
        }
    }

    /** The innermost line that belongs to one of the script's files. */
    private static Optional<Origin> lineOf(CompiledScript script, StackTraceElement[] trace) {
        for (StackTraceElement frame : trace) {
            for (ScriptUnit unit : script.units()) {
                String name = unit.className();
                if (frame.getClassName().equals(name) || frame.getClassName().startsWith(name + "$")) {
                    return Optional.of(
                            new Origin(String.valueOf(unit.file().getFileName()), Math.max(1, frame.getLineNumber())));
                }
            }
        }
        return Optional.empty();
    }
}

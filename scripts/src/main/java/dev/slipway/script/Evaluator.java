package dev.slipway.script;

import dev.slipway.evaluate.Evaluation;
import dev.slipway.evaluate.Lambdas;
import dev.slipway.evaluate.ReadLog;
import dev.slipway.graph.Graph;
import dev.slipway.graph.ReadTracker;
import dev.slipway.graph.TrackedRead;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import dev.slipway.model.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Runs a compiled script within its bounds, and notes all that the result depends on. */
public final class Evaluator {
    private final EvaluationLimits bounds;
    private final Fingerprint ground;

    public Evaluator(EvaluationLimits bounds, Fingerprint ground) {
        this.bounds = bounds;
        this.ground = ground;
    }

    /** Whether a script has called exit, which has begun to end the process; then only to halt it remains. */
    public static boolean hasQuit() {
        return BoundedRun.quit();
    }

    public Evaluated evaluate(CompiledScript script, ScriptInputs given) {
        var reads = new ReadTracker(script.main().file());
        reads.add(TrackedRead.Sort.VERSION, ScriptInputs.SLIPWAY, ground);
        script.units().forEach(unit -> note(unit.file(), unit.digest(), reads));
        script.dependencies().forEach(one -> note(one.jar(), one.digest(), reads));
        if (!script.dependencies().isEmpty()) {
            Path file = script.main().file();
            Path lock = LockFile.of(script.main().directory(), String.valueOf(file.getFileName()))
                    .path();
            note(lock, reads);
        }
        var log = new TrackedReads(reads, script.main().directory(), given.variables());
        var classes = new ScriptClasses(script);
        Evaluation evaluation = evaluation(script, given, log);
        Graph graph = graph(script, classes, evaluation);
        ImpureCalls.first(script, classes.loader())
                .or(() -> IdentityText.first(script, graph))
                .ifPresent(reads::untracked);
        return new Evaluated(script, graph, reads, evaluation.getLambdas());
    }

    /** Evaluates a script once more, with what it read the first time, for the code that its tasks run. */
    public Lambdas again(CompiledScript script, ScriptInputs given, ReadLog reads) {
        Evaluation evaluation = evaluation(script, given, reads);
        Graph unused = graph(script, new ScriptClasses(script), evaluation);
        return evaluation.getLambdas();
    }

    private static Evaluation evaluation(CompiledScript script, ScriptInputs given, ReadLog reads) {
        return new Evaluation(
                reads,
                given.parameters(),
                given.environment().orElse(null),
                String.valueOf(script.main().directory().getFileName()));
    }

    private Graph graph(CompiledScript script, ScriptClasses classes, Evaluation evaluation) {
        return new BoundedRun(bounds, trace -> lineOf(script, trace))
                .call(() -> evaluation.graph(() -> {
                    classes.run();
                    return "";
                }));
    }

    private static void note(Path file, ReadTracker reads) {
        try {
            byte[] unused = reads.file(file);
        } catch (IOException e) {
            // that it is missing is noted
        }
    }

    private static void note(Path file, Fingerprint digest, ReadTracker reads) {
        try {
            if (!Hasher.of(reads.file(file)).equals(digest)) {
                reads.untracked(file + ", which changed a moment ago");
            }
        } catch (IOException e) {
            reads.untracked(file + ", which is gone");
        }
    }

    /** The innermost line that belongs to one of the script's files. */
    private static Optional<Origin> lineOf(CompiledScript script, StackTraceElement[] trace) {
        for (StackTraceElement frame : trace) {
            for (ScriptUnit unit : script.units()) {
                if (unit.owns(frame.getClassName())) {
                    return Optional.of(new Origin(script.name(unit), Math.max(1, frame.getLineNumber())));
                }
            }
        }
        return Optional.empty();
    }
}

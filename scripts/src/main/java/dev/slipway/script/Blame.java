package dev.slipway.script;

import dev.slipway.model.Origin;
import dev.slipway.model.Refused;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the script line behind what went wrong while a script was evaluated. */
record Blame(CompiledScript script, Path directory) {

    Refused refused(Throwable thrown) {
        if (thrown instanceof Refused refused) {
            return refused;
        }
        Origin where = lineOf(thrown.getStackTrace()).orElse(Origin.NONE);
        if (thrown instanceof StackOverflowError) {
            return new Refused(
                    "the script calls itself without end",
                    where,
                    "the stack ran over",
                    "give the recursion an end");
        }
        if (thrown instanceof LinkageError) {
            return new Refused(
                    "the script does not fit this Slipway: " + thrown,
                    where,
                    "code that it names has changed or is missing",
                    "check the versions in @file:DependsOn");
        }
        String message = thrown.getMessage() == null ? "" : ": " + thrown.getMessage();
        return new Refused(
                thrown.getClass().getSimpleName() + message,
                where,
                "the script threw it while it was evaluated; nothing was planned or changed",
                "correct the script");
    }

    /** The innermost line that belongs to one of the script's files. */
    Optional<Origin> lineOf(StackTraceElement[] trace) {
        for (StackTraceElement frame : trace) {
            for (ScriptUnit unit : script.units()) {
                String name = unit.className();
                if (frame.getClassName().equals(name) || frame.getClassName().startsWith(name + "$")) {
                    return Optional.of(new Origin(shortName(unit.file()), frame.getLineNumber()));
                }
            }
        }
        return Optional.empty();
    }

    private String shortName(Path file) {
        return file.startsWith(directory) ? directory.relativize(file).toString() : file.toString();
    }
}

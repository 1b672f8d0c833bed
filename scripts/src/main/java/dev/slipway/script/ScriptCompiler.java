package dev.slipway.script;

import dev.slipway.model.Problem;
import java.nio.file.Path;
import java.util.List;

/** Compiles a script with all that it imports into one jar. */
@FunctionalInterface
public interface ScriptCompiler {
    /**
     * Writes the jar and gives what the compiler warns of, or throws {@link dev.slipway.model.InvalidInputException} with every error.
     *
     * @param jar where to write; its directory exists
     */
    List<Problem> compile(ScriptFile script, Path jar);
}

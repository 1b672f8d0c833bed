package dev.slipway.script;

import java.nio.file.Path;

/** Compiles a script with all that it imports into one jar. */
@FunctionalInterface
public interface ScriptCompiler {
    /**
     * Writes the jar, or throws {@link dev.slipway.model.Refused} with every error of the script.
     *
     * @param jar where to write; its directory exists
     */
    void compile(ScriptFile script, Path jar);
}

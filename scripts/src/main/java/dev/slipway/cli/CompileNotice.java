package dev.slipway.cli;

import dev.slipway.model.Problem;
import dev.slipway.script.ScriptCompiler;
import dev.slipway.script.ScriptFile;
import java.nio.file.Path;
import java.util.List;

/** Says on a terminal that it takes a moment, and takes it back. */
record CompileNotice(Console console, ScriptCompiler compiler) implements ScriptCompiler {
    private static final String ERASE = "\r\u001b[2K";

    @Override
    public List<Problem> compile(ScriptFile script, Path jar) {
        if (!console.live()) {
            return compiler.compile(script, jar);
        }
        console.err().print("compiling " + script.name() + " ...");
        console.err().flush();
        try {
            return compiler.compile(script, jar);
        } finally {
            console.err().print(ERASE);
            console.err().flush();
        }
    }
}

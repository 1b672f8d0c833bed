package dev.slipway.script;

import dev.slipway.model.InvalidInputException;
import dev.slipway.model.Problem;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Compiles in a process of its own. The compiler lives for two seconds and wants quick code; we may live for hours and want
 * good code. It may also be killed, and what it eats is not ours.
 *
 * @param command java with its flags and class path
 */
public record CompilerProcess(List<String> command, long seconds) implements ScriptCompiler {
    private static final String MAIN = "dev.slipway.host.CompilerMain";

    public CompilerProcess {
        command = List.copyOf(command);
    }

    @Override
    public List<Problem> compile(ScriptFile script, Path jar) {
        var line = new ArrayList<>(command);
        line.addAll(List.of(MAIN, script.path().toString(), jar.toString()));
        try {
            Path reply = Files.createTempFile("slipway", ".reply");
            reply.toFile().deleteOnExit(); // also of a process that is interrupted
            try {
                Process process = new ProcessBuilder(line)
                        .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectOutput(reply.toFile())
                        .redirectError(Redirect.INHERIT)
                        .start();
                await(process, script);
                try (var in = Files.newInputStream(reply)) {
                    return warnings(CompilerReply.read(in));
                }
            } finally {
                Files.deleteIfExists(reply);
            }
        } catch (IOException e) {
            throw new InvalidInputException(
                    "the compiler did not come to an end with " + script.name(),
                    String.valueOf(e),
                    "run 'slipway doctor'; it may have run out of memory, see SLIPWAY_COMPILER_MEMORY");
        }
    }

    private void await(Process process, ScriptFile script) {
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new InvalidInputException(
                        script.name() + " takes longer to compile than " + seconds + " seconds",
                        "that is the limit",
                        "split it with @file:Import, or raise SLIPWAY_COMPILE_SECONDS");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InvalidInputException("the compilation was interrupted", "the run was stopped", "run again");
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<Problem> warnings(CompilerReply reply) {
        if (!reply.good()) {
            throw new InvalidInputException(reply.problems());
        }
        return reply.problems();
    }
}

package dev.slipway.complete;

import dev.slipway.model.InvalidInputException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Asks the compiler in a process of its own, as scripts are compiled.
 *
 * @param command java with its flags and class path
 * @param sources the directory of the jars in which the words are explained
 */
public record CompleterProcess(List<String> command, Path sources, long seconds) implements Completer {
    private static final String MAIN = "dev.slipway.probe.CompleterMain";

    public CompleterProcess {
        command = List.copyOf(command);
    }

    @Override
    public Suggestions at(Place place) {
        var line = new ArrayList<>(command);
        line.addAll(List.of(MAIN, place.toString(), sources.toString()));
        try {
            Path reply = Files.createTempFile("slipway", ".reply");
            try {
                await(new ProcessBuilder(line)
                        .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectOutput(reply.toFile())
                        .redirectError(Redirect.INHERIT)
                        .start());
                try (var in = Files.newInputStream(reply)) {
                    return Answer.read(in).orThrow();
                }
            } finally {
                Files.deleteIfExists(reply);
            }
        } catch (IOException e) {
            throw new InvalidInputException(
                    "the compiler gave no answer about " + place,
                    String.valueOf(e),
                    "run 'slipway doctor'; it may have run out of memory, see SLIPWAY_COMPILER_MEMORY");
        }
    }

    private void await(Process process) {
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new InvalidInputException(
                        "the compiler takes longer than " + seconds + " seconds to answer",
                        "that is the limit",
                        "split the script with @file:Import, or raise SLIPWAY_COMPILE_SECONDS");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InvalidInputException("the question was interrupted", "the run was stopped", "ask again");
        } finally {
            process.destroyForcibly();
        }
    }
}

package dev.slipway.store;

import dev.slipway.model.InvalidInputException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Secrets that a program prints, for {@code command:pass show pve}. What it prints to its error output is dropped: nobody
 * can say that no secret is in it.
 *
 * @param directory where it is run
 * @param patience how long it may take, which includes a person who unlocks something
 */
public record SecretCommand(Path directory, Duration patience) implements SecretSource {
    @Override
    public Answer ask(String command) {
        try {
            Process process = new ProcessBuilder("sh", "-c", command)
                    .directory(directory.toFile())
                    .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectError(Redirect.DISCARD)
                    .start();
            try {
                await(command, process);
                String value = SecretSources.withoutLineEnd(
                        text(command, process.getInputStream().readAllBytes()));
                if (value.isEmpty()) {
                    throw failed(command, "it printed nothing");
                }
                return new Here(value, "the command '" + command + "'");
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw failed(command, String.valueOf(e.getMessage()));
        }
    }

    /** A secret fits into a pipe; nothing need be read before the end. */
    private void await(String command, Process process) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw failed(command, "it did not end within " + patience.toSeconds() + " seconds");
            } else if (process.exitValue() != 0) {
                throw failed(command, "it ended with exit code " + process.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(command, "the run was stopped");
        }
    }

    private static String text(String command, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw failed(command, "what it printed is not text in UTF-8");
        }
    }

    private static InvalidInputException failed(String command, String why) {
        return new InvalidInputException(
                "the command for a secret gave none: " + command,
                why,
                "run it yourself to see what it says, and correct it");
    }
}

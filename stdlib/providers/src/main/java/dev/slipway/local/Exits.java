package dev.slipway.local;

import dev.slipway.store.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * With which status programs have ended, each in a file under {@code .slipway} that is written by the shell around it: so
 * that it is known also of one that outlived the run that started it.
 *
 * @param directory where they lie
 */
record Exits(Path directory) {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final AtomicBoolean SWEPT = new AtomicBoolean();

    /**
     * Runs what follows and writes its status. The shell catches what would end it, so that it waits for the program, which
     * is told by the same signal to its group. What the shell itself has to say, such as "Terminated", is not of the program.
     */
    private static final String SCRIPT =
            "trap : TERM INT HUP; exec 3>&2 2>/dev/null; \"$@\" 2>&3 3>&-; s=$?; echo $s >\"$0\"; exit $s";

    static Exits of(ScriptDirectory place) {
        return new Exits(place.root().resolve(".slipway").resolve("exits"));
    }

    /** The words that run these words and leave the status behind. */
    List<String> leaving(String intent, List<String> words) throws IOException {
        Path shell = Path.of("/bin/sh");
        if (intent.isEmpty() || !Files.isExecutable(shell)) {
            return words;
        }
        OwnerOnlyFiles.makeDirectory(directory);
        Files.deleteIfExists(directory.resolve(intent)); // of an attempt before this one
        sweep();
        var all = new ArrayList<>(List.of(
                shell.toString(),
                "-c",
                SCRIPT,
                directory.resolve(intent).toAbsolutePath().toString()));
        all.addAll(words);
        return all;
    }

    /** The status of the program that was started for an intent, if it has ended. */
    Optional<Integer> status(String intent) {
        try {
            String line = Files.readString(directory.resolve(intent)).strip();
            return line.matches("[0-9]{1,3}") ? Optional.of(Integer.valueOf(line)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void sweep() throws IOException {
        if (SWEPT.getAndSet(true)) {
            return;
        }
        Instant old = Instant.now().minus(KEPT);
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(old)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}

package dev.slipway.local;

import static java.util.stream.Collectors.joining;

import dev.slipway.store.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * How programs have ended, and what they printed, in files under {@code .slipway} that are written by the shell around each:
 * so that it is known also of one that outlived the run that started it.
 *
 * @param directory where they lie
 */
record Exits(Path directory) {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final String OUTPUT = ".out";
    private static final AtomicBoolean SWEPT = new AtomicBoolean();

    /**
     * Runs the words after the second and writes their status. The shell catches what would end it, so that it waits for the
     * program, which gets the same signal through its group. What the shell itself has to say, such as "Terminated", is not
     * of the program. Its output goes through {@code tee}, which goes on when the run at the other end is gone: without it,
     * SIGPIPE would end the program at its next line.
     */
    private static final String SCRIPT = """
            trap : TERM INT HUP
            tee=$1 out=$2
            shift 2
            exec 3>&2 2>/dev/null
            run() { trap : TERM INT HUP; exec 5>&2 2>/dev/null; "$@" 2>&5 3>&- 4>&- 5>&-; echo $? >"$0.part"; }
            keep() { trap '' PIPE TERM INT HUP XFSZ; ulimit -f 128; exec "$tee" "$1"; }
            { run "$@" 2>&1 >&4 | keep /dev/null >&3 3>&- 4>&-; } 4>&1 | keep "$out" 3>&-
            read -r s <"$0.part"
            echo "${s:-1}" >"$0"
            exit "${s:-1}"
            """;

    private static final Path SHELL = Path.of("/bin/sh");
    private static final Optional<Path> TEE = Stream.of("/usr/bin/tee", "/bin/tee")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();

    static Exits of(ScriptDirectory place) {
        return new Exits(place.root().resolve(".slipway").resolve("exits"));
    }

    /**
     * The words that run these words and leave the status behind.
     *
     * @param secret whether what they print may hold a secret, and is not written down
     */
    List<String> leaving(String intent, List<String> words, boolean secret) throws IOException {
        if (intent.isEmpty() || TEE.isEmpty() || !Files.isExecutable(SHELL)) {
            return words;
        }
        OwnerOnlyFiles.makeDirectory(directory);
        Files.deleteIfExists(directory.resolve(intent)); // of an attempt before this one
        forget(intent);
        sweep();
        String file = directory.resolve(intent).toAbsolutePath().toString();
        var all = new ArrayList<>(List.of(
                SHELL.toString(), "-c", SCRIPT, file, TEE.get().toString(), secret ? "/dev/null" : file + OUTPUT));
        all.addAll(words);
        return all;
    }

    /** Removes what a program printed, which its own run has read. */
    void forget(String intent) throws IOException {
        Files.deleteIfExists(directory.resolve(intent + OUTPUT));
        Files.deleteIfExists(directory.resolve(intent + ".part"));
    }

    /** The first 64 KiB of what the program that was started for an intent has printed, unless it may hold a secret. */
    Optional<String> printed(String intent) {
        try {
            byte[] text = Files.readAllBytes(directory.resolve(intent + OUTPUT));
            return Optional.of(new String(text, StandardCharsets.UTF_8).lines().collect(joining("\n")));
        } catch (IOException e) {
            return Optional.empty();
        }
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

package dev.slipway.bench.race;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The most memory that a command had at once, with all its children: the kernel keeps a high-water mark for each
 * process, which is read again and again until the process is gone. Only Linux tells.
 */
public final class Peak {
    private static final Path PROC = Path.of("/proc");

    /** In megabytes, or empty where the system does not tell. */
    public static OptionalDouble megabytes(Command command) {
        if (!Files.isReadable(PROC.resolve("self/status"))) {
            return OptionalDouble.empty();
        }
        Map<Long, Long> marks = new HashMap<>();
        try {
            Path output = Files.createTempFile("bench-", ".out");
            try {
                Process process = command.start(output, output);
                do {
                    Stream.concat(Stream.of(process.toHandle()), process.descendants())
                            .forEach(each -> marks.merge(each.pid(), mark(each.pid()), Math::max));
                } while (!process.waitFor(2, TimeUnit.MILLISECONDS));
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
        return OptionalDouble.of(
                marks.values().stream().mapToLong(Long::longValue).sum() / 1024.0);
    }

    /** In kilobytes; nothing of a process that is gone. */
    private static long mark(long pid) {
        try (Stream<String> lines = Files.lines(PROC.resolve(pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    private Peak() {}
}

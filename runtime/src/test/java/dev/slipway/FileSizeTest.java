package dev.slipway;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A file that fits on a few screens gets read. Counted over the whole house: Java and Kotlin, tests too. */
class FileSizeTest {
    private static final int LARGEST = 300;

    private static final List<Source> SOURCES = sources();

    @Test
    void noFileIsTooLongToRead() {
        System.out.println("The ten largest files:\n" + show(SOURCES.stream().limit(10)));
        assertEquals("", show(SOURCES.stream().filter(source -> source.lines > LARGEST)), "over " + LARGEST + " lines");
    }

    private record Source(Path path, long lines) {
        static Source of(Path path) {
            try (Stream<String> lines = Files.lines(path)) {
                return new Source(Engine.HOUSE.relativize(path), lines.count());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static List<Source> sources() {
        return sourceFiles(Engine.HOUSE)
                .map(Source::of)
                .sorted(comparing(Source::lines).reversed().thenComparing(Source::path))
                .toList();
    }

    /** Stays out of what the build writes, which may change while we look. */
    private static Stream<Path> sourceFiles(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.toList().stream()
                    .filter(entry -> !entry.getFileName().toString().matches("target|\\..*"))
                    .flatMap(entry -> Files.isDirectory(entry) ? sourceFiles(entry) : Stream.of(entry))
                    .filter(entry -> entry.toString().matches(".*/src/.*\\.(java|kt)"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String show(Stream<Source> sources) {
        return sources.map(source -> "%5d %s".formatted(source.lines, source.path))
                .collect(joining("\n"));
    }
}

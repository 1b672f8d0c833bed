package dev.slipway.bench;

import dev.slipway.bench.race.Jvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where rows are measured.
 *
 * @param directory holds everything that is generated
 * @param quick measure less: fewer rounds, and less of what takes minutes
 */
public record Ground(Path directory, boolean quick, Jvm jvm) {
    /** A directory of this name, emptied. */
    public Path fresh(String name) throws IOException {
        Path place = directory.resolve(name);
        clear(place);
        return Files.createDirectories(place);
    }

    /** How many rounds of a race count. */
    public int rounds(int usual) {
        return quick ? Math.min(usual, 5) : usual;
    }

    /** Removes a directory with everything in it. */
    public static void clear(Path place) throws IOException {
        if (Files.exists(place)) {
            try (Stream<Path> all = Files.walk(place)) {
                all.sorted(Comparator.reverseOrder()).forEach(Ground::remove);
            }
        }
    }

    private static void remove(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

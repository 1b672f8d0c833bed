package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Text as operators see it, kept in files that reviewers read. Run with {@code -Dgolden.update=true} to accept. */
final class Golden {
    private static final Path FILES = Path.of("src/test/resources/golden");

    private Golden() {}

    static void check(String name, String actual) {
        check(FILES.resolve(name + ".txt"), actual);
    }

    static void check(Path file, String actual) {
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, actual);
            }
            assertEquals(Files.exists(file) ? Files.readString(file) : "", actual, file + " differs");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

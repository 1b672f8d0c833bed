package dev.slipway.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/slipway} under a later Java, if one is installed beside ours: it does the same and warns of nothing. */
class NewerJavaIT {
    @TempDir
    Path directory;

    @Test
    void aLaterJavaDoesTheSameAndWarnsOfNothing() throws Exception {
        Optional<Path> newer = newer();
        Assumptions.assumeTrue(newer.isPresent(), "there is no Java 25 or later beside this one");
        for (String archive : List.of("run", "compiler")) { // making them takes half a minute
            Files.write(untrained().resolve(archive + "-" + version(newer.get()) + ".aot"), new byte[0]);
        }
        Files.writeString(directory.resolve("c.main.kts"), """
                import dev.slipway.dsl.*
                file("hello.txt") { content = "hello" }
                output("answer") { 42 }
                """);
        assertEquals("c.main.kts is in order: 1 task.\n", slipway(newer.get(), "c.main.kts", "check"));
        slipway(newer.get(), "c.main.kts", "up", "--yes");
        assertEquals("hello", Files.readString(directory.resolve("hello.txt")));
        assertEquals("42\n", slipway(newer.get(), "c.main.kts", "output", "answer"));
    }

    private Path untrained() throws IOException {
        Path home = directory.resolve("home");
        if (Files.notExists(home)) {
            Files.createDirectory(home);
            for (String part : List.of("run", "compiler", "sources")) {
                Files.createSymbolicLink(
                        home.resolve(part),
                        Path.of("target/slipway").toAbsolutePath().resolve(part));
            }
        }
        return home;
    }

    private String slipway(Path java, String... typed) throws IOException, InterruptedException {
        var command =
                new ArrayList<>(List.of(Path.of("slipway").toAbsolutePath().toString()));
        command.addAll(List.of(typed));
        var builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", java.toString());
        builder.environment().put("SLIPWAY_HOME", untrained().toString());
        builder.environment().put("SLIPWAY_CACHE", directory.resolve("cache").toString());
        builder.environment().put("SLIPWAY_CONFIG", directory.resolve("config").toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), out);
        return out;
    }

    private static Optional<Path> newer() throws IOException {
        Path beside = Path.of(System.getProperty("java.home")).toRealPath().getParent();
        try (Stream<Path> installed = Files.list(beside)) {
            return installed
                    .filter(java -> Files.isExecutable(java.resolve("bin/java")))
                    .filter(java -> Runtime.Version.parse(version(java)).feature() >= 25)
                    .findFirst();
        }
    }

    private static String version(Path java) {
        try {
            return Files.readString(java.resolve("release")).replaceAll("(?s).*JAVA_VERSION=\"([^\"]*)\".*", "$1");
        } catch (IOException e) {
            return "1";
        }
    }
}

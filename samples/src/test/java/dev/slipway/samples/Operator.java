package dev.slipway.samples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Somebody who has copied a sample and types commands: each is a process of its own, as the launcher starts it. */
record Operator(Path directory) {
    private static final long MINUTES = 5;

    static Operator with(String sample, Path directory) throws IOException {
        try (var files = Files.walk(Path.of(sample))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = directory.resolve(file);
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        return new Operator(directory.resolve(sample));
    }

    record Ended(int code, String said) {
        /** What is expected of it. */
        Ended with(int wanted, String... texts) {
            assertTrue(code == wanted, () -> "ended with " + code + ", not " + wanted + ":\n" + said);
            for (String text : texts) {
                assertTrue(said.contains(text), () -> "'" + text + "' is not in:\n" + said);
            }
            return this;
        }
    }

    Ended slipway(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.slipway.launch.Main"));
        command.addAll(Arrays.asList(words));
        Path said = directory.resolveSibling("said"); // a pipe would stay open with whoever else has it
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment()
                .put("SLIPWAY_CACHE", directory.resolveSibling("cache").toString());
        builder.environment()
                .put("SLIPWAY_CONFIG", directory.resolveSibling("config").toString());
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
        }
        return new Ended(process.exitValue(), Files.readString(said, StandardCharsets.UTF_8));
    }
}

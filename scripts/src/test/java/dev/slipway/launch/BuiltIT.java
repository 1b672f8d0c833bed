package dev.slipway.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/slipway} with the jars that were just built, as operators run it. */
class BuiltIT {
    private static final Path HOME = Path.of("target/slipway").toAbsolutePath();

    @TempDir
    Path directory;

    private record Ended(int code, String out) {}

    private Ended slipway(String javaFlags, String... typed) throws IOException, InterruptedException {
        var command =
                new ArrayList<>(List.of(Path.of("slipway").toAbsolutePath().toString()));
        command.addAll(List.of(typed));
        var builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("SLIPWAY_HOME", HOME.toString());
        builder.environment().put("SLIPWAY_JAVA_FLAGS", javaFlags);
        builder.environment().put("SLIPWAY_CACHE", directory.resolve("cache").toString());
        builder.environment().put("SLIPWAY_CONFIG", directory.resolve("config").toString());
        builder.environment().put("SLIPWAY_DEBUG", "1");
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out);
    }

    @Test
    void aPlanFromTheCacheLoadsNeitherScriptNorCompiler() throws Exception {
        Files.writeString(directory.resolve("c.main.kts"), "import dev.slipway.dsl.*\noutput(\"a\") { \"b\" }\n");
        Ended first = slipway("", "c.main.kts");
        assertEquals(0, first.code(), first.out());
        assertTrue(first.out().contains("+ a  = \"b\""), first.out());
        Path log = directory.resolve("classes");
        Ended second = slipway("-Xlog:class+load:file=" + log, "c.main.kts");
        assertEquals(0, second.code(), second.out());
        String loaded = Files.readString(log);
        assertTrue(loaded.contains("dev.slipway.graph.GraphCache"), "the log tells");
        for (String absent :
                List.of("C_main", "kotlin.script.", "org.jetbrains.kotlin.", "dev.slipway.host.", "dev.slipway.dsl.")) {
            assertTrue(loaded.lines().noneMatch(line -> line.contains(" " + absent)), absent + ": " + second.out());
        }
    }

    @Test
    void theArchivesOfClassesAreUsed() throws Exception {
        slipway("", "version");
        Path log = directory.resolve("classes");
        slipway("-Xlog:class+load:file=" + log, "version");
        assertTrue(
                Files.readString(log)
                        .lines()
                        .anyMatch(line -> line.contains(" dev.slipway.cli.Cli ") && line.contains("shared objects")),
                "our classes come from an archive");
    }

    @Test
    void completionReadsTheSourcesThatWereBuilt() throws Exception {
        Files.writeString(directory.resolve("c.main.kts"), "import dev.slipway.dsl.*\nfile(\"a\") { mod }\n");
        Ended said = slipway("", "complete", "c.main.kts:2:16");
        assertTrue(
                said.out().startsWith("mode: String  Who may do what with it, in octal: `mode = \"0755\"`."),
                said.out());
        Ended nothing = slipway("", "complete", "c.main.kts:9:1");
        assertEquals(3, nothing.code(), nothing.out());
    }

    @Test
    void editorsGetTheJarsAndSourcesThatWereBuilt() throws Exception {
        Ended first = slipway("", "ide", "--repository", "m2", "--project", "p");
        assertEquals(0, first.code(), first.out());
        Path words = directory.resolve("m2/dev/slipway/slipway-stdlib/0.1.0");
        try (var zip = new java.util.zip.ZipFile(
                words.resolve("slipway-stdlib-0.1.0-sources.jar").toFile())) {
            assertTrue(zip.getEntry("dev/slipway/dsl/LocalFile.kt") != null);
        }
        assertTrue(Files.readString(words.resolve("slipway-stdlib-0.1.0.pom")).contains("kotlin-stdlib"));
        assertTrue(slipway("", "ide", "--repository", "m2", "--project", "p")
                .out()
                .lines()
                .limit(11)
                .allMatch(line -> line.startsWith("is there ")));
    }
}

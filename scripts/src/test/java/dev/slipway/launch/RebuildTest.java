package dev.slipway.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/slipway} in a clone of its own, with a Maven that makes one empty jar and a Java that does nothing. */
class RebuildTest {
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path directory;

    private Path clone = Path.of("");

    @BeforeEach
    void open() throws IOException {
        clone = Files.createDirectories(directory.resolve("clone"));
        write("pom.xml");
        for (String module : new String[] {"runtime", "dsl", "stdlib/words", "scripts"}) {
            write(module + "/pom.xml");
            write(module + "/src/main/java/A.java");
            write(module + "/src/test/java/ATest.java");
        }
        Files.copy(Path.of("slipway"), clone.resolve("scripts/slipway"));
        executable(
                directory.resolve("bin/mvn"),
                "test -e broken && { echo '[ERROR] A.java:[1,1] no'; exit 1; }",
                "mkdir -p scripts/target/slipway/run && : >scripts/target/slipway/run/a.jar",
                ": >scripts/target/slipway/run-17.0.15.jsa",
                "echo '[INFO] Building Slipway Runtime 0.1.0  [1/4]'");
        executable(directory.resolve("jdk/bin/java"), "echo started");
        Files.writeString(directory.resolve("jdk/release"), "JAVA_VERSION=\"17.0.15\"\n");
        try (Stream<Path> all = Files.walk(clone)) {
            for (Path path : all.toList()) {
                Files.setLastModifiedTime(path, FileTime.from(LONG_AGO));
            }
        }
    }

    private void write(String name) throws IOException {
        Path file = clone.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
    }

    private static void executable(Path file, String... lines) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String run(int code) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(clone.resolve("scripts/slipway").toString())
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", directory.resolve("jdk").toString());
        builder.environment().put("PATH", directory.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().remove("SLIPWAY_HOME");
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        assertEquals(code, process.exitValue(), text);
        return text;
    }

    @Test
    void aFreshCloneIsBuiltOnce() throws Exception {
        assertEquals("""
                slipway: building itself, once; this takes a minute or two
                slipway: [1/4] Slipway Runtime 0.1.0
                started
                """, run(0));
        assertEquals("started\n", run(0));
        assertFalse(Files.exists(clone.resolve("scripts/target/building")));
    }

    @Test
    void whatChangedAfterwardsIsBuiltAgain() throws Exception {
        run(0);
        write("dsl/src/main/java/A.java");
        assertTrue(run(0).startsWith("slipway: building itself again, for dsl/src/main/java/A.java is newer"));
        assertEquals("started\n", run(0));
        Files.delete(clone.resolve("stdlib/words/src/main/java/A.java"));
        assertTrue(run(0).startsWith("slipway: building itself again, for stdlib/words/src/main/java is newer"));
        write("runtime/pom.xml");
        assertTrue(run(0).startsWith("slipway: building itself again"));
        assertEquals("started\n", run(0));
    }

    @Test
    void whatIsNoPartOfItIsNot() throws Exception {
        run(0);
        write("runtime/src/test/java/ATest.java");
        write("docs/page.md");
        write("scripts/target/classes/A.class");
        assertEquals("started\n", run(0));
    }

    @Test
    void aBuildThatFailsIsNoReasonToRunTheOldOne() throws Exception {
        run(0);
        write("dsl/src/main/java/A.java");
        write("broken");
        String told = run(1);
        assertTrue(told.contains("[ERROR] A.java:[1,1] no\n"), told);
        assertTrue(told.contains("error: Slipway could not be built\n"), told);
        Files.delete(clone.resolve("broken"));
        assertTrue(run(0).endsWith("started\n"));
    }

    @Test
    void aBuildThatWasKilledHoldsNobodyUp() throws Exception {
        Files.createDirectories(clone.resolve("scripts/target/building"));
        Files.writeString(clone.resolve("scripts/target/building/pid"), "999999999\n");
        assertTrue(run(0).endsWith("started\n"));
    }
}

package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts that depend on jars of others. */
class LocksTest {
    @TempDir
    Path directory;

    private Shell shell;
    private String script = "";

    @BeforeEach
    void open() throws IOException {
        shell = new Shell(directory);
        jar("hello");
        script = shell.write(
                        "one.main.kts",
                        "@file:DependsOn(\"libs/greet.jar\")",
                        "import dev.slipway.dsl.*",
                        "val who = readFile(\"who.txt\").trim()",
                        "val word = sample.Greet.word()",
                        "val t = task(\"greet\") {",
                        "    outputs(\"out.txt\")",
                        "    run { path(\"out.txt\").toFile().writeText(sample.Greet.word() + \", \" + who) }",
                        "}",
                        "output(\"word\") { word }")
                .toString();
        shell.write("who.txt", "world");
    }

    private void jar(String word) throws IOException {
        Path source = shell.write(
                "src/sample/Greet.java",
                "package sample;",
                "public class Greet { public static String word() { return \"" + word + "\"; } }");
        var errors = new ByteArrayOutputStream();
        assertEquals(
                0,
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                errors,
                                errors,
                                "--release",
                                "17",
                                "-d",
                                shell.path("classes").toString(),
                                source.toString()),
                errors::toString);
        Files.createDirectories(shell.path("libs"));
        Files.deleteIfExists(shell.path("libs/greet.jar")); // who has opened it keeps what it was
        try (var zip = new ZipOutputStream(Files.newOutputStream(shell.path("libs/greet.jar")))) {
            zip.putNextEntry(new ZipEntry("sample/Greet.class"));
            zip.write(Files.readAllBytes(shell.path("classes/sample/Greet.class")));
            zip.closeEntry();
        }
    }

    private String lock() throws IOException {
        return Files.readString(shell.path("one.lock"));
    }

    @Test
    void whatIsFirstFoundIsLocked() throws IOException {
        assertEquals("hello\n", shell.output(script, "word"));
        assertTrue(lock().matches("(?s)# .*\nlibs/greet.jar\tgreet.jar\t[0-9a-f]{64}\n"), lock());
        assertEquals(
                Files.getPosixFilePermissions(shell.path("who.txt")),
                Files.getPosixFilePermissions(shell.path("one.lock")),
                "for everybody who may read the script");
        String first = lock();
        shell.run(script, "plan");
        assertEquals(first, lock());
        assertEquals(1, shell.compiled());
    }

    @Test
    void anotherJarIsRefusedUntilItIsAgreedTo() throws IOException {
        shell.run(script, "plan");
        String before = lock();
        jar("good day");
        var refused = shell.run(script, "plan");
        assertEquals(Exit.REFUSED, refused.code(), refused.out());
        assertTrue(
                refused.err()
                        .startsWith(
                                "error: one.lock:1: the jar greet.jar of libs/greet.jar is not the one that was locked"),
                refused.err());
        assertTrue(refused.err().contains("check --update-locks"), refused.err());
        assertEquals(before, lock());
        assertEquals(Exit.DONE, shell.run(script, "check", "--update-locks").code());
        assertFalse(before.equals(lock()));
        assertEquals("good day\n", shell.output(script, "word"));
    }

    @Test
    void anotherLockIsNoticedThoughNothingElseChanged() throws IOException {
        shell.run(script, "plan");
        Files.writeString(shell.path("one.lock"), lock().replaceFirst("[0-9a-f]{64}", "0".repeat(63) + "1"));
        assertEquals(Exit.REFUSED, shell.run(script, "plan").code());
        Files.writeString(shell.path("one.lock"), "nonsense\n");
        var damaged = shell.run(script, "plan");
        assertEquals(Exit.REFUSED, damaged.code());
        assertTrue(damaged.err().startsWith("error: one.lock:1: the lock file cannot be understood"), damaged.err());
        assertEquals(Exit.DONE, shell.run(script, "check", "--update-locks").code());
        assertEquals(Exit.DONE, shell.run(script, "plan").code());
    }

    @Test
    void whoDependsOnNothingHasNoLock() {
        String plain = shell.write("two.main.kts", "val a = 1").toString();
        shell.run(plain, "plan");
        shell.run(plain, "check", "--update-locks");
        assertTrue(Files.notExists(shell.path("two.lock")));
        shell.run(script, "plan");
        shell.write("one.main.kts", "val a = 1");
        shell.run(script, "plan");
        assertTrue(Files.notExists(shell.path("one.lock")), "it names nothing any more");
    }

    @Test
    void aPlanOutlivesItsScriptItsFilesAndItsJars() throws IOException {
        String plan = shell.path("one.plan").toString();
        assertEquals(Exit.DONE, shell.run(script, "plan").code());
        var saved = shell.run(script, "plan", "--out", plan);
        assertEquals(Exit.DONE, saved.code(), saved.err());
        for (String gone : new String[] {"one.main.kts", "who.txt", "libs/greet.jar", "one.lock"}) {
            Files.delete(shell.path(gone));
        }
        var applied = shell.run("apply", plan, "--yes");
        assertEquals(Exit.DONE, applied.code(), applied.out() + applied.err());
        assertEquals("hello, world", Files.readString(shell.path("out.txt")));
    }

    @Test
    void whatAJarLooksAtIsFoundOut() throws IOException {
        assertTrue(shell.run(script, "check").out().startsWith("one.main.kts is in order: 1 task.\n"));
        assertFalse(shell.run(script, "check").out().contains("evaluated in every run"));
        jar("\" + System.nanoTime() + \"");
        shell.run(script, "check", "--update-locks");
        assertTrue(
                shell.run(script, "check").out().contains("in every run, because it calls java.lang.System.nanoTime"));
        String first = shell.output(script, "word");
        assertFalse(first.equals(shell.output(script, "word")), first);
    }
}

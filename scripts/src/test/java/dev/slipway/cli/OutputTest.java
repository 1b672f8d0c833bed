package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outputs are what the last run recorded, whatever the script, its parameters and the systems are now. */
class OutputTest {
    private static final String CANARY = "canary-5ab2-output";

    @TempDir
    Path directory;

    private Shell shell;
    private String script;

    @BeforeEach
    void write() {
        shell = new Shell(directory).with("TOKEN", CANARY);
        script = shell.write(
                        "one.main.kts",
                        "import dev.slipway.dsl.*",
                        "val size = parameter(\"size\", 2)",
                        "val made = task(\"made\") {",
                        "    input(\"token\", secret(\"TOKEN\"))",
                        "    run { output(\"key\", \"key-\" + \"made\") }",
                        "}",
                        "output(\"size\") { size }",
                        "output(\"stage\") { environment }",
                        "output(\"token\") { secret(\"TOKEN\") }",
                        "output(\"key\") { made.output(\"key\") }",
                        "output(\"all\") { mapOf(\"a\" to secret(\"TOKEN\"), \"b\" to 1) }")
                .toString();
    }

    private Shell.Result up() {
        var up = shell.run(script, "up", "--yes", "--json", "-p", "size=3", "--env", "home");
        assertEquals(Exit.DONE, up.code(), up.out() + up.err());
        return up;
    }

    @Test
    void theLastRunIsRememberedWithoutTheScript() {
        up();
        shell.write("one.main.kts", "this is no Kotlin");
        assertEquals("3\n", shell.run(script, "output", "size").out());
        assertEquals("home\n", shell.run(script, "output", "stage").out());
        assertEquals(
                "{\"all\":{\"a\":\"•••\",\"b\":1},\"key\":\"•••\",\"size\":3,\"stage\":\"home\",\"token\":\"•••\"}\n",
                shell.run(script, "output", "--json").out());
        assertTrue(shell.run(script, "output").out().contains("size  = 3\n"));
        var unknown = shell.run(script, "output", "sise");
        assertEquals(Exit.USAGE, unknown.code());
        assertTrue(unknown.err().contains("output 'sise' not found"), unknown.err());
        assertTrue(unknown.err().contains("all, key, size, stage, token"), unknown.err());
    }

    @Test
    void withoutARunThereAreNone() {
        assertEquals("{}\n", shell.run(script, "output", "--json").out());
        var none = shell.run(script, "output", "size");
        assertEquals(Exit.USAGE, none.code());
        assertTrue(none.err().contains("no run of one.main.kts has recorded outputs"), none.err());
    }

    @Test
    void aRunEndsWithThem() {
        String last = up().out().lines().reduce((before, line) -> line).orElseThrow();
        assertTrue(
                last.matches("\\{\"v\":1,\"at\":\"[^\"]+\",\"event\":\"outputs\",\"outputs\":\\{.*\"size\":3,.*}}"),
                last);
        assertFalse(last.contains(CANARY), last);
    }

    @Test
    void aSecretIsPrintedOnlyToWhoAsksForIt() throws IOException {
        up();
        var piped = shell.run(script, "output", "token");
        assertEquals(Exit.FAILED, piped.code());
        assertEquals("", piped.out());
        assertTrue(piped.err().contains("--raw"), piped.err());
        assertFalse(piped.err().contains(CANARY), piped.err());
        assertEquals(CANARY, shell.run(script, "output", "token", "--raw").out());
        assertEquals("key-made", shell.run(script, "output", "key", "--raw").out());
        assertEquals("3", shell.run(script, "output", "size", "--raw").out());
        assertEquals(
                "{\"a\":\"" + CANARY + "\",\"b\":1}",
                shell.run(script, "output", "all", "--raw").out());
        Path file = shell.path("token.txt");
        assertEquals(
                Exit.DONE,
                shell.run(script, "output", "token", "--out", file.toString()).code());
        assertEquals(CANARY, Files.readString(file));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        shell.answering("");
        assertEquals(CANARY + "\n", shell.run(script, "output", "token").out());
        assertFalse(shell.run(script, "output").out().contains(CANARY));
        assertEquals(Exit.USAGE, shell.run(script, "output", "--raw").code());
        assertEquals(
                Exit.USAGE,
                shell.run(script, "output", "token", "--raw", "--json").code());
    }

    @Test
    void aSecretThatHasChangedIsNotPassedOffAsTheRecordedOne() {
        up();
        var changed = shell.with("TOKEN", "another").run(script, "output", "token", "--raw");
        assertEquals(Exit.FAILED, changed.code());
        assertEquals("", changed.out());
        assertTrue(changed.err().contains("has changed since the last run"), changed.err());
    }
}

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

/** The rules of docs/files.md that the page does not show. */
class FileLocationsTest {
    private static final String WORDS = "import dev.slipway.dsl.*";

    @TempDir
    Path directory;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(directory);
    }

    private void up(String script, String... lines) {
        shell.write(script, lines);
        var up = shell.run(shell.path(script).toString(), "up", "--yes");
        assertEquals(Exit.DONE, up.code(), up.out() + up.err());
    }

    @Test
    void theIgnoreFileIsWrittenOnceOnly() throws IOException {
        up("one/one.main.kts", WORDS, "file(\"a\") { content = \"1\" }");
        assertEquals("*\n", shell.read("one/.slipway/.gitignore"));
        Files.delete(shell.path("one/.slipway/.gitignore"));
        up("one/one.main.kts", WORDS, "file(\"a\") { content = \"2\" }");
        assertFalse(Files.exists(shell.path("one/.slipway/.gitignore")));
    }

    @Test
    void whatAnExecLeavesBehindIsForItsOwnerAlone() throws IOException {
        up("one/one.main.kts", WORDS, "exec(\"e\") { command(\"true\") }");
        try (var beside = Files.list(shell.path("one/.slipway"))) {
            for (Path each : beside.filter(Files::isDirectory).toList()) {
                assertEquals(
                        "rwx------",
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(each)),
                        each.toString());
            }
        }
    }

    @Test
    void aFileReplacesALinkAndNotWhatItLeadsTo() throws IOException {
        shell.write("outside/target", "old");
        Files.createDirectories(shell.path("one"));
        Files.createSymbolicLink(shell.path("one/link"), Path.of("../outside/target"));
        up("one/one.main.kts", WORDS, "file(\"link\") { content = \"new\"; adopt = true }");
        assertFalse(Files.isSymbolicLink(shell.path("one/link")));
        assertEquals("new", shell.read("one/link"));
        assertEquals("old\n", shell.read("outside/target"));
    }

    @Test
    void aPathThroughALinkLeadsWhereTheLinkLeads() throws IOException {
        Files.createDirectories(shell.path("outside"));
        Files.createDirectories(shell.path("one"));
        Files.createSymbolicLink(shell.path("one/d"), Path.of("../outside"));
        up("one/one.main.kts", WORDS, "file(\"d/x\") { content = \"new\" }");
        assertTrue(Files.isSymbolicLink(shell.path("one/d")));
        assertEquals("new", shell.read("outside/x"));
    }

    @Test
    void aPatternDoesNotFollowLinksToDirectories() throws IOException {
        shell.write("outside/secret", "s");
        shell.write("one/public/a", "a");
        Files.createSymbolicLink(shell.path("one/public/file"), Path.of("../../outside/secret"));
        Files.createSymbolicLink(shell.path("one/public/dir"), Path.of("../../outside"));
        shell.write("one/one.main.kts", WORDS, "archive(\"a.zip\") { from(\"public/**\") }");
        String plan =
                shell.run(shell.path("one/one.main.kts").toString(), "graph").out();
        assertTrue(plan.contains("public/a") && plan.contains("public/file"), plan);
        assertFalse(plan.contains("public/dir"), plan);
    }

    @Test
    void aTildeIsRefusedWhereverAPathStands() {
        String script = shell.write(
                        "one.main.kts",
                        WORDS,
                        "task(\"a\") { inputs(\"~/y\"); outputs(\"out/z\"); run { } }",
                        "file(\"w\") { from = \"~/f\" }",
                        "output(\"r\") { readFile(\"~/r\") }",
                        "template(\"x\") { from = \"~/t\" }",
                        "archive(\"a.zip\") { from(\"~/q\") }",
                        "output(\"h\") { here(\"~/h\") }")
                .toString();
        var check = shell.run(script, "check");
        assertEquals(Exit.REFUSED, check.code());
        for (String path : new String[] {"~/y", "~/f", "~/r", "~/t", "~/q", "~/h"}) {
            assertTrue(check.err().contains("the path '" + path + "' starts with ~"), path + check.err());
        }
    }

    @Test
    void aPlanThatWasMadeBeforeAnyStateIsNotForAnotherScript() throws IOException {
        String script = shell.write("one/site.main.kts", WORDS, "file(\"a\") { content = \"1\" }")
                .toString();
        String plan = shell.path("other/p.plan").toString();
        shell.write("other/site.main.kts", WORDS, "file(\"b\") { content = \"1\" }");
        assertEquals(Exit.DONE, shell.run(script, "plan", "--out", plan).code());
        var applied = shell.run("apply", plan, "--yes");
        assertEquals(Exit.DONE, applied.code(), applied.err());
        assertEquals("The plan is applied to one\n", applied.err());
        assertTrue(Files.exists(shell.path("one/a")));
        assertFalse(Files.exists(shell.path("other/a")));
    }
}

package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheVerbTest {
    @TempDir
    Path directory;

    private Shell shell;
    private String script = "";

    @BeforeEach
    void fill() {
        shell = new Shell(directory);
        shell.write("in.txt", "input");
        script = shell.write(
                        "kept.main.kts",
                        "import dev.slipway.dsl.*",
                        "for (name in listOf(\"one\", \"two\")) {",
                        "    exec(name) {",
                        "        shell(\"cat in.txt > $name; date +%s%N >> runs\")",
                        "        inputs(\"in.txt\")",
                        "        outputs(name)",
                        "    }",
                        "}")
                .toString();
        var up = shell.run(script, "up", "--yes");
        assertEquals(Exit.DONE, up.code(), up.err());
    }

    @Test
    void listsWhatIsKept() {
        String list = shell.run("cache", "list").out();
        assertTrue(list.lines().filter(line -> line.endsWith(" one")).count() == 1, list);
        assertTrue(list.endsWith("in cache/results\n") && list.contains("2 results, "), list);
        assertEquals(list, shell.run("cache").out());
        String json = shell.run("cache", "list", "--json").out();
        assertTrue(json.startsWith("{\"v\":1,\"bytes\":") && json.contains("\"files\":[\"two\"]"), json);
    }

    @Test
    void whatIsClearedRunsAgain() throws IOException {
        lose();
        assertTrue(shell.run(script, "up", "--yes").out().contains("exec/one: taken from the cache"));
        assertEquals(2, runs());
        assertTrue(shell.run("cache", "clear").out().endsWith("; 0 B are left.\n"));
        assertEquals("0 results, 0 B in cache/results\n", shell.run("cache").out());
        lose();
        assertFalse(shell.run(script, "up", "--yes").out().contains("taken from the cache"));
        assertEquals(4, runs());
    }

    @Test
    void withoutTheCacheNothingIsTakenFromItOrAdded() throws IOException {
        lose();
        var up = shell.run(script, "up", "--yes", "--no-cache");
        assertFalse(up.out().contains("taken from the cache"), up.out());
        assertEquals(4, runs());
        shell.run("cache", "clear");
        lose();
        shell.with("SLIPWAY_NO_CACHE", "1").run(script, "up", "--yes");
        assertEquals("0 results, 0 B in cache/results\n", shell.run("cache").out());
    }

    @Test
    void damageIsFoundRemovedAndReported() throws IOException {
        assertTrue(shell.run("cache", "verify").out().endsWith(": 0 damaged, 0 incomplete.\n"));
        Files.writeString(blobs().get(0), "inpux\n");
        var verified = shell.run("cache", "verify");
        assertEquals(Exit.FAILED, verified.code());
        assertTrue(verified.out().startsWith("damaged, removed: cas/"), verified.out());
        assertTrue(verified.out().endsWith(": 1 damaged, 2 incomplete.\n"), verified.out());
        assertEquals(Exit.DONE, shell.run("cache", "verify").code());
        lose();
        assertEquals(Exit.DONE, shell.run(script, "up", "--yes").code());
        assertEquals("input\n", shell.read("one"));
    }

    @Test
    void pruningKeepsWhatWasUsedLast() throws IOException {
        for (Path result : results()) {
            Files.setLastModifiedTime(result, FileTime.from(Instant.now().minus(Duration.ofDays(40))));
        }
        assertTrue(shell.run("cache", "prune").out().startsWith("Removed 0 files"));
        var pruned = shell.run("cache", "prune", "--max-age", "30d");
        assertTrue(pruned.out().startsWith("Removed 2 files"), pruned.out());
        assertEquals(1, blobs().size());
        assertTrue(shell.run("cache", "prune", "--max-size", "0").out().endsWith("; 0 B are left.\n"));
        String json = shell.run("cache", "prune", "--json").out();
        assertEquals("{\"v\":1,\"bytes\":0,\"freed\":0,\"removed\":0}\n", json);
    }

    @Test
    void aRunAppliesTheUsualLimitsToWhatItAddsTo() throws IOException {
        Path old = results().get(0);
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(100))));
        Path mark = shell.path("cache/results/pruned");
        Files.setLastModifiedTime(mark, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        shell.write("in.txt", "other input");
        assertEquals(Exit.DONE, shell.run(script, "up", "--yes").code());
        assertTrue(Files.notExists(old));
    }

    @Test
    void wrongUsageIsRefused() {
        String[][] wrong = {
            {"cache", "frobnicate"},
            {"cache", "prune", "--max-size", "lots"},
            {"cache", "prune", "--max-age", "90"},
            {"cache", "clear", "--max-age", "90d"},
        };
        for (String[] typed : wrong) {
            assertEquals(Exit.USAGE, shell.run(typed).code(), String.join(" ", typed));
        }
    }

    private void lose() throws IOException {
        Files.delete(shell.path("one"));
        Files.delete(shell.path("two"));
    }

    private long runs() {
        return shell.read("runs").lines().count();
    }

    private List<Path> results() throws IOException {
        return files("ac");
    }

    private List<Path> blobs() throws IOException {
        return files("cas");
    }

    private List<Path> files(String kind) throws IOException {
        try (var all = Files.walk(shell.path("cache/results/" + kind))) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}

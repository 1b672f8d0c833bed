package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.model.TaskKey;
import dev.slipway.provide.Operation;
import dev.slipway.store.Entry;
import dev.slipway.store.LocalStore;
import dev.slipway.store.LockOwner;
import dev.slipway.store.TaskRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts that do something, from the plan to the end. */
class WorkTest {
    @TempDir
    Path directory;

    private Shell shell;
    private String script = "";

    @BeforeEach
    void write() {
        shell = new Shell(directory);
        script = shell.write(
                        "work.main.kts",
                        "import dev.slipway.dsl.*",
                        "val who = parameter(\"who\", \"world\")",
                        "val greet = task(\"greet\") {",
                        "    input(\"who\", who)",
                        "    outputs(\"out/greeting.txt\")",
                        "    run {",
                        "        path(\"out/greeting.txt\").toFile().writeText(\"hello, ${input(\"who\")}\")",
                        "        output(\"length\", \"12\")",
                        "    }",
                        "}",
                        "val f = file(\"config.txt\") { content = \"size=3\\n\" }",
                        "output(\"length\") { greet.output(\"length\") }")
                .toString();
    }

    @Test
    void aSecondRunChangesNothingAndReadsNothing() throws IOException {
        assertEquals(Exit.PENDING, shell.run(script, "plan", "--exit-code").code());
        assertTrue(Files.notExists(shell.path(".slipway")), "a plan leaves no state");
        var neither = shell.run(script, "plan", "--target", "greet", "--exclude", "task/greet");
        assertEquals(Exit.USAGE, neither.code());
        assertTrue(neither.err().startsWith("error: task/greet is both chosen and excluded"), neither.err());
        var up = shell.run(script, "up", "--yes");
        assertEquals(Exit.DONE, up.code(), up.out() + up.err());
        assertEquals("hello, world", Files.readString(shell.path("out/greeting.txt")));
        assertTrue(up.out().contains("task/greet: run done in "), up.out());
        var again = shell.run(script, "up", "--yes");
        assertEquals("No changes: checked 1 object, 1 computation.\nlength = 12\n", again.out());
        Files.delete(shell.path("out/greeting.txt"));
        var back = shell.run(script, "up", "--yes");
        assertTrue(back.out().contains("task/greet: taken from the cache in "), back.out());
        assertEquals("hello, world", Files.readString(shell.path("out/greeting.txt")));
        again = shell.run(script, "plan", "--exit-code");
        assertEquals(Exit.DONE, again.code());
        assertTrue(again.out().startsWith("No changes"), again.out());
        assertEquals("12\n", shell.run(script, "output", "length").out());
        assertEquals(1, shell.compiled());
    }

    /** Undeclared files differ between projects, and so may what comes of equal declarations. */
    @Test
    void aProjectNeverGetsTheResultOfAnother() throws IOException {
        for (String project : new String[] {"a", "b"}) {
            shell.write(project + "/secretly-read", "this is " + project);
            String site = shell.write(
                            project + "/build.main.kts",
                            "import dev.slipway.dsl.*",
                            "exec(\"site\") { shell(\"cat secretly-read > site\"); outputs(\"site\") }",
                            "task(\"page\") {",
                            "    outputs(\"page\")",
                            "    run { path(\"page\").toFile().writeText(path(\"secretly-read\").toFile().readText()) }",
                            "}")
                    .toString();
            assertEquals(Exit.DONE, shell.run(site, "up", "--yes").code());
            assertEquals("this is " + project + "\n", Files.readString(shell.path(project + "/site")));
            assertEquals("this is " + project + "\n", Files.readString(shell.path(project + "/page")));
        }
    }

    @Test
    void whoReadsAPatternFollowsInTheRunThatDeletes() throws IOException {
        String[] reads = {
            "import dev.slipway.dsl.*",
            "for (name in readFile(\"names\").trim().split(\" \")) file(\"in/$name\") { content = name }",
            "exec(\"joined\") { shell(\"cat in/* > all\"); inputs(\"in/*\"); outputs(\"all\") }"
        };
        String patterns = shell.write("patterns.main.kts", reads).toString();
        shell.write("names", "a b c");
        assertEquals(Exit.DONE, shell.run(patterns, "up", "--yes").code());
        shell.write("names", "a b");
        var up = shell.run(patterns, "up", "--yes");
        assertEquals(Exit.DONE, up.code(), up.err());
        assertEquals("ab", Files.readString(shell.path("all")), up.out());
        assertTrue(up.out().contains("planning again"), up.out());
        assertEquals(Exit.DONE, shell.run(patterns, "plan", "--exit-code").code());
    }

    @Test
    void onlyYesDoesIt() {
        assertEquals(Exit.FAILED, shell.answering("y").run(script, "up").code());
        assertTrue(Files.notExists(shell.path("out")));
        var yes = shell.answering("yes").run(script, "up");
        assertEquals(Exit.DONE, yes.code(), yes.err());
        assertTrue(Files.exists(shell.path("out/greeting.txt")));
    }

    @Test
    void whatSomebodyElseDoesIsDrift() throws IOException {
        shell.run(script, "up", "--yes");
        assertEquals(Exit.DONE, shell.run(script, "drift").code());
        Files.writeString(shell.path("config.txt"), "size=4\n");
        var drift = shell.run(script, "drift");
        assertEquals(Exit.PENDING, drift.code(), drift.out());
        assertTrue(drift.out().contains("file/config.txt"), drift.out());
        assertTrue(shell.run(script, "why", "config.txt").out().contains("file/config.txt"));
    }

    @Test
    void downTakesBackWhatUpDid() {
        shell.run(script, "up", "--yes");
        assertTrue(shell.run(script, "plan", "--down").out().contains("1 to delete"));
        assertEquals(Exit.DONE, shell.run(script, "down", "--yes").code());
        assertFalse(Files.exists(shell.path("config.txt")));
        assertEquals("", shell.run(script, "state", "list").out());
    }

    @Test
    void oneTaskCanBeRun() {
        assertEquals(Exit.DONE, shell.run(script, "run", "greet").code());
        assertTrue(Files.exists(shell.path("out/greeting.txt")));
        assertFalse(Files.exists(shell.path("config.txt")));
        var unknown = shell.run(script, "run", "gret");
        assertEquals(Exit.USAGE, unknown.code());
        assertTrue(unknown.err().contains("did you mean greet?"), unknown.err());
    }

    @Test
    void whatIsRememberedCanBeCorrected() {
        shell.run(script, "up", "--yes");
        assertTrue(shell.run(script, "state", "show", "config.txt").out().contains("size=3"));
        assertEquals(
                Exit.DONE,
                shell.run(script, "state", "mv", "file/config.txt", "file/other.txt")
                        .code());
        assertTrue(shell.run(script, "state", "list").out().contains("file/other.txt"));
        assertEquals(
                Exit.USAGE,
                shell.run(script, "state", "mv", "other.txt", "exec/other").code());
        doubt("file/other.txt");
        var doubted = shell.run(script, "state", "mv", "other.txt", "file/config.txt");
        assertEquals(Exit.FAILED, doubted.code());
        assertTrue(doubted.err().startsWith("error: file/other.txt is in doubt"), doubted.err());
        assertEquals(Exit.DONE, shell.run(script, "state", "rm", "other.txt").code());
        assertFalse(shell.run(script, "state", "list").out().contains("other.txt"));
        assertEquals("The lock is free.\n", shell.run(script, "state", "unlock").out());
    }

    /** A step on it was begun, and the run ended. */
    private void doubt(String task) {
        try (var store = new LocalStore(shell.path(".slipway/work"));
                var session = store.lock(LockOwner.here("test", Clock.systemUTC()), event -> {})) {
            TaskRecord record = session.snapshot().record(TaskKey.parse(task)).orElseThrow();
            session.journal().append(new Entry.Intent(Operation.UPDATE, "again", record));
        }
    }

    @Test
    void scriptsInOneDirectoryLeaveEachOtherAlone() {
        shell.run(script, "up", "--yes");
        shell.write("other.main.kts", "val a = 1");
        var plan = shell.run(shell.path("other.main.kts").toString());
        assertEquals("No changes.\n", plan.out());
        assertEquals("", plan.err());
    }

    @Test
    void aRenamedScriptIsToldWhereItsStateIs() throws IOException {
        shell.run(script, "up", "--yes");
        Files.move(Path.of(script), shell.path("renamed.main.kts"));
        var plan = shell.run(shell.path("renamed.main.kts").toString());
        assertTrue(plan.err().contains("mv .slipway/work .slipway/renamed"), plan.err());
    }

    @Test
    void programsGetEventsAndPlansAsJson() {
        var events = shell.run(script, "up", "--yes", "--json").out();
        assertTrue(events.lines().allMatch(line -> line.startsWith("{\"v\":1,")), events);
        assertTrue(events.contains("\"event\":\"ended\""), events);
        assertTrue(shell.run(script, "plan", "--json").out().startsWith("{\"v\":1,\"lineage\":"));
        assertTrue(shell.run(script, "graph", "--json").out().contains("\"key\":\"task/greet\""));
        assertTrue(shell.run(script, "graph", "--as", "dot").out().startsWith("digraph slipway {"));
    }
}

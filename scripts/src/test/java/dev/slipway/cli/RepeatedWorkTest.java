package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Work that is done is no object: it cannot drift unless a guard says so, and nothing is deleted when it goes. */
class RepeatedWorkTest {
    @TempDir
    Path directory;

    private Shell shell;
    private String script = "";

    @BeforeEach
    void open() {
        shell = new Shell(directory);
    }

    private void script(String... lines) {
        shell.write("one.main.kts", lines);
        script = shell.path("one.main.kts").toString();
    }

    @Test
    void workOfEveryRunIsPlannedAndIsNoDrift() {
        script(
                "import dev.slipway.dsl.*",
                "exec(\"ping\") { command(\"true\"); always = true }",
                "task(\"look\") { always = true; run { } }");
        assertEquals(Exit.DONE, shell.run(script, "up", "--yes").code());
        var drift = shell.run(script, "drift");
        assertEquals("No drift detected.\n", drift.out());
        assertEquals(Exit.DONE, drift.code());
        String plan = shell.run(script, "plan").out();
        assertTrue(plan.contains("+ exec.effect/ping  create: runs on every apply"), plan);
        assertTrue(plan.contains("+ task.effect/look  create: runs on every apply"), plan);
        assertFalse(plan.contains("Drift"), plan);
        assertEquals(Exit.PENDING, shell.run(script, "plan", "--exit-code").code(), "a plan with something to run");
    }

    @Test
    void aGuardThatFailsIsDrift() {
        script(
                "import dev.slipway.dsl.*",
                "exec(\"mark\") { shell(\"touch mark\"); unless(\"test\", \"-e\", \"mark\") }");
        assertEquals(Exit.DONE, shell.run(script, "up", "--yes").code());
        assertEquals(Exit.DONE, shell.run(script, "drift").code());
        assertTrue(shell.path("mark").toFile().delete());
        assertEquals(Exit.PENDING, shell.run(script, "drift").code());
    }

    @Test
    void workThatIsNoLongerDeclaredIsDroppedFromState() {
        script(
                "import dev.slipway.dsl.*",
                "exec(\"notify\") { command(\"true\") }",
                "exec(\"a\") { command(\"true\") }");
        assertEquals(Exit.DONE, shell.run(script, "up", "--yes").code());
        script("import dev.slipway.dsl.*", "exec(\"a\") { command(\"true\") }");
        String up = shell.run(script, "up", "--yes").out();
        assertTrue(up.contains("x exec.effect/notify  forget: no longer declared"), up);
        assertFalse(up.contains("delete") || up.contains("it is there as"), up);
        assertFalse(shell.run(script, "state", "list").out().contains("notify"));
    }
}

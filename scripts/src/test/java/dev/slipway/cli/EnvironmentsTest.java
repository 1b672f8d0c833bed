package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Environments of one script do not see, change or delete what belongs to another. */
class EnvironmentsTest {
    @TempDir
    Path directory;

    @Test
    void oneEnvironmentNeverDeletesWhatAnotherMade() {
        var shell = new Shell(directory);
        String script = staged(shell, "environments(\"dev\", \"prod\")");
        var first = shell.run(script, "up", "--yes", "--env", "dev");
        assertEquals(Exit.DONE, first.code(), first.err());
        assertTrue(first.out().startsWith("Environment: dev (new: no state is recorded for it)\n"), first.out());
        var second = shell.run(script, "up", "--yes", "--env", "prod");
        assertEquals(Exit.DONE, second.code(), second.err());
        assertTrue(second.out().startsWith("Environment: prod (new: no state is recorded for it)\n"), second.out());
        assertFalse(second.out().contains("delete"), second.out());
        assertTrue(Files.exists(shell.path("out/dev.txt")) && Files.exists(shell.path("out/prod.txt")));
        var again = shell.run(script, "plan", "--exit-code", "--env", "dev");
        assertEquals(Exit.DONE, again.code(), again.out());
        assertTrue(again.out().startsWith("Environment: dev\n"), again.out());
        assertEquals(
                Exit.DONE, shell.run(script, "down", "--yes", "--env", "prod").code());
        assertTrue(Files.exists(shell.path("out/dev.txt")));
        assertFalse(Files.exists(shell.path("out/prod.txt")));
        assertTrue(shell.run(script, "state", "list", "--env", "dev").out().contains("file/out/dev.txt"));
        assertFalse(shell.run(script, "state", "list", "--env", "prod").out().contains("file/"));
        assertEquals(Exit.USAGE, shell.run(script, "state", "list").code());
    }

    @Test
    void aListWithoutADefaultRequiresAChoice() {
        var shell = new Shell(directory);
        String script = staged(shell, "environments(\"dev\", \"prod\")");
        var none = shell.run(script, "plan");
        assertEquals(Exit.REFUSED, none.code());
        assertTrue(none.err().contains("no environment is chosen"), none.err());
        assertTrue(none.err().contains("--env dev"), none.err());
    }

    @Test
    void theDefaultIsTheSameWithAndWithoutItsName() {
        var shell = new Shell(directory);
        String script = staged(shell, "environments(\"dev\", \"prod\", default = \"dev\")");
        assertEquals(Exit.DONE, shell.run(script, "up", "--yes").code());
        var named = shell.run(script, "plan", "--exit-code", "--env", "dev");
        assertEquals(Exit.DONE, named.code(), named.out());
        assertEquals(Exit.DONE, shell.run(script, "plan", "--exit-code").code());
        assertTrue(shell.run(script, "state", "list").out().contains("file/out/dev.txt"));
        assertTrue(shell.run(script, "plan", "--json").out().contains("\"environment\":\"dev\""));
    }

    @Test
    void aSavedPlanIsAppliedToTheEnvironmentThatItWasMadeFor() {
        var shell = new Shell(directory);
        String script = staged(shell, "environments(\"dev\", \"prod\", default = \"dev\")");
        assertEquals(Exit.DONE, shell.run(script, "up", "--yes").code());
        String plan = shell.path("prod.plan").toString();
        assertEquals(
                Exit.DONE,
                shell.run(script, "plan", "--env", "prod", "--out", plan).code());
        var shown = shell.run("plan", "--saved", plan);
        assertTrue(shown.out().startsWith("Environment: prod"), shown.out());
        var applied = shell.run("apply", plan, "--yes");
        assertEquals(Exit.DONE, applied.code(), applied.err());
        assertEquals(
                Exit.DONE,
                shell.run(script, "plan", "--exit-code", "--env", "prod").code());
        assertEquals(
                Exit.DONE,
                shell.run(script, "plan", "--exit-code", "--env", "dev").code());
    }

    @Test
    void aStateOfBeforeIsAssignedAndNeverGuessed() {
        var shell = new Shell(directory);
        String before = shell.write(
                        "site.main.kts", "import dev.slipway.dsl.*", "file(\"out/dev.txt\") { content = \"dev\" }")
                .toString();
        assertEquals(Exit.DONE, shell.run(before, "up", "--yes").code());
        String script = staged(shell, "environments(\"dev\", \"prod\")");
        var refused = shell.run(script, "up", "--yes", "--env", "prod");
        assertEquals(Exit.REFUSED, refused.code(), refused.out());
        assertTrue(refused.err().contains("belongs to no environment"), refused.err());
        var assigned = shell.run(script, "state", "assign", "dev");
        assertEquals(Exit.DONE, assigned.code(), assigned.err());
        assertEquals(
                Exit.DONE,
                shell.run(script, "plan", "--exit-code", "--env", "dev").code());
        assertEquals(
                Exit.DONE, shell.run(script, "up", "--yes", "--env", "prod").code());
        assertTrue(Files.exists(shell.path("out/dev.txt")));
        var twice = shell.run(script, "state", "assign", "other");
        assertEquals(Exit.FAILED, twice.code(), twice.out());
        shell.write("site.main.kts", "import dev.slipway.dsl.*", "file(\"out/dev.txt\") { content = \"dev\" }");
        var dropped = shell.run(script, "plan");
        assertEquals(Exit.REFUSED, dropped.code(), dropped.out());
        assertTrue(dropped.err().contains("recorded state for dev, prod"), dropped.err());
    }

    @Test
    void anInterruptedAssignmentIsFinished() throws Exception {
        var shell = new Shell(directory);
        String script = staged(shell, "environments(\"dev\", \"prod\")");
        shell.write("site.main.kts", "import dev.slipway.dsl.*", "file(\"out/dev.txt\") { content = \"dev\" }");
        assertEquals(Exit.DONE, shell.run(script, "up", "--yes").code());
        staged(shell, "environments(\"dev\", \"prod\")");
        Path base = shell.path(".slipway/site");
        Files.createDirectories(base.resolve(".assigning"));
        if (Files.exists(base.resolve("blobs"))) {
            Files.move(base.resolve("blobs"), base.resolve(".assigning/blobs"));
        }
        var refused = shell.run(script, "plan", "--env", "dev");
        assertEquals(Exit.REFUSED, refused.code(), refused.out());
        assertTrue(refused.err().contains("state assign NAME"), refused.err());
        assertEquals(Exit.DONE, shell.run(script, "state", "assign", "dev").code());
        var plan = shell.run(script, "plan", "--exit-code", "--env", "dev");
        assertEquals(Exit.DONE, plan.code(), plan.out() + plan.err());
    }

    private static String staged(Shell shell, String environments) {
        return shell.write(
                        "site.main.kts",
                        "import dev.slipway.dsl.*",
                        "val stage = " + environments,
                        "file(\"out/$stage.txt\") { content = stage }")
                .toString();
    }
}

package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan outlives its script: it is looked at, explained and applied without it. */
class SavedPlanTest {
    private static final String LIMIT =
            "That is what saved.plan says, made from work.main.kts; what has changed since then is not in it.\n";

    private static final List<String> TASKS = List.of("out/a", "out/b", "greet", "out/gone");

    @TempDir
    Path directory;

    @Test
    void explainsAndDoesAsWhenItWasMade() throws IOException {
        var shell = new Shell(directory);
        String script = shell.write(
                        "work.main.kts",
                        "import dev.slipway.dsl.*",
                        "val who = parameter(\"who\", \"world\")",
                        "val greet = task(\"greet\") {",
                        "    input(\"who\", who)",
                        "    run { output(\"words\", \"hello, ${input(\"who\")}\") }",
                        "}",
                        "val a = file(\"out/a\") { content(greet.output(\"words\")) }",
                        "val b = file(\"out/b\") { content(text(\"for $who as in \", a.path)) }",
                        "if (who == \"world\") file(\"out/gone\") { content = \"soon\" }",
                        "output(\"words\") { greet.output(\"words\") }")
                .toString();
        assertEquals(Exit.DONE, shell.run(script, "up", "--yes").code());
        String plan = shell.path("saved.plan").toString();
        var fresh = shell.run(script, "plan", "--out", plan, "-p", "who=you");
        assertEquals(Exit.DONE, fresh.code(), fresh.err());
        Map<String, Shell.Result> asked = new HashMap<>();
        for (String task : TASKS) {
            asked.put(task, shell.run(script, "why", task, "-p", "who=you"));
            asked.put("--not " + task, shell.run(script, "why", "--not", task, "-p", "who=you"));
        }
        String a = shell.run(script, "why", "out/a", "-p", "who=you").out();
        assertTrue(a.contains("content: ") && a.contains("task.effect/greet will"), a);
        Files.delete(Path.of(script));
        asked.forEach((typed, before) -> {
            var arguments = new ArrayList<>(List.of("why", "--saved", plan));
            arguments.addAll(List.of(typed.split(" ")));
            var after = shell.run(arguments.toArray(String[]::new));
            assertEquals(before.out() + LIMIT, after.out(), typed + after.err());
        });
        String saved = shell.run("plan", "--saved", plan).out();
        assertTrue(saved.startsWith(fresh.out() + "It is for the state ") && saved.endsWith(LIMIT), saved);
        assertTrue(saved.contains(" in DIR, and for no other.\n"), saved);
        assertEquals(
                Exit.PENDING,
                shell.run("plan", "--saved", plan, "--json", "--exit-code").code());
        assertEquals(Exit.USAGE, shell.run("why", "--saved", plan, "out/aa").code());
        var mistaken = shell.run("up", plan, "--yes");
        assertEquals(Exit.USAGE, mistaken.code());
        assertTrue(mistaken.err().startsWith("error: saved.plan is a saved plan, and no script"), mistaken.err());
        var applied = shell.run("apply", plan, "--yes");
        assertEquals(Exit.DONE, applied.code(), applied.out() + applied.err());
        assertEquals("hello, you", Files.readString(shell.path("out/a")));
        assertEquals(Exit.FAILED, shell.run("apply", plan, "--yes").code());
    }
}

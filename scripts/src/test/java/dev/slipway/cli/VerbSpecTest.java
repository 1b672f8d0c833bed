package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerbSpecTest {
    @TempDir
    Path directory;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(directory);
    }

    @Test
    void everyVerbExplainsItself() {
        var page = new StringBuilder("""
                # The command line

                This page is written by a test, from what each verb says of itself.

                ```
                """);
        page.append(shell.run("--help").out()).append("```\n");
        for (String verb : Verbs.names()) {
            var help = shell.run(verb, "--help");
            assertEquals(Exit.DONE, help.code());
            page.append("\n## ")
                    .append(verb)
                    .append("\n\n```\n")
                    .append(help.out())
                    .append("```\n");
        }
        Golden.check(Path.of("../docs/cli.md"), page.toString());
    }

    @Test
    void wrongUsageIsToldAndExitsWithThree() {
        shell.write("a.main.kts", "val x = 1");
        String script = shell.path("a.main.kts").toString();
        String[][] wrong = {
            {"plna"},
            {"something"},
            {"--yes"},
            {script + "x"},
            {script, "plan", "--bla"},
            {script, "plan", "--parallelim", "3"},
            {script, "plan", "--parallelism", "none"},
            {script, "plan", "--parallelism"},
            {script, "plan", "--json=yes"},
            {script, "plan", "-p", "novalue"},
            {script, "plan", "-p", "size=1", "-p", "name=x", "-p", "size=2"},
            {script, "plan", "--env", "a", "--env", "b"},
            {script, "plan", "more"},
            {script, "up"},
            {script, "why"},
            {script, "graph", "--as", "png"},
            {script, "state", "frobnicate"},
            {script, "version"},
            {"completion", "tcsh"},
            {"new", script},
            {"new", shell.path("a.txt").toString()},
            {"apply", shell.path("no.plan").toString()},
            {"apply", script},
            {script, "plan", "--out", script},
            {"why", "--saved", shell.path("no.plan").toString(), "x"},
            {script, "why", "--saved", script, "x"},
            {"plan", "--saved", script, "-p", "size=5"},
            {shell.path("").toString()},
        };
        var text = new StringBuilder();
        for (String[] typed : wrong) {
            var result = shell.run(typed);
            text.append("$ slipway ")
                    .append(String.join(" ", typed).replace(directory + "/", "").replace(directory.toString(), "DIR"))
                    .append('\n')
                    .append(result.err());
            assertEquals(Exit.USAGE, result.code(), result.err());
            assertEquals("", result.out());
        }
        Golden.check("wrong-usage", text.toString());
        assertTrue(java.nio.file.Files.notExists(shell.path(".slipway")));
        assertTrue(java.nio.file.Files.notExists(shell.path("cache")));
    }

    @Test
    void optionsMayStandBeforeTheScript() {
        String script = shell.write("staged.main.kts", "import dev.slipway.dsl.*", "output(\"stage\") { environment }")
                .toString();
        assertTrue(shell.run("--env", "home", script, "up", "--yes").out().contains("stage = home\n"));
        assertEquals(
                "home\n", shell.run("--env", "home", script, "output", "stage").out());
        assertEquals(Exit.DONE, shell.run("--env=home", script).code());
        assertEquals(Exit.USAGE, shell.run("--env", script).code());
    }

    @Test
    void nothingTypedIsAskingForHelp() {
        assertEquals(Exit.USAGE, shell.run().code());
        assertEquals(shell.run("--help").out(), shell.run().out());
    }

    @Test
    void completionsNameEveryVerb() {
        for (String name : new String[] {"bash", "zsh", "fish"}) {
            String text = shell.run("completion", name).out();
            Verbs.names().forEach(verb -> assertTrue(text.contains(verb), name + " " + verb));
        }
    }
}

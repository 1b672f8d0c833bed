package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real scripts through the command line. */
class ScriptsTest {
    @TempDir
    Path directory;

    private Shell shell;
    private String script = "";

    @BeforeEach
    void open() {
        shell = new Shell(directory);
        script = shell.path("one.main.kts").toString();
    }

    @Test
    void aNewScriptRuns() {
        assertEquals(Exit.DONE, shell.run("new", script).code());
        var plan = shell.run(script);
        assertEquals(Exit.DONE, plan.code(), plan.err());
        assertTrue(plan.out().contains("hello, world"), plan.out());
        var up = shell.run(script, "up", "--yes", "-p", "who=you");
        assertEquals(Exit.DONE, up.code(), up.err());
        assertTrue(up.out().contains("greeting = HELLO, YOU"), up.out());
        var again = shell.run(script, "-p", "who=you");
        assertTrue(again.out().contains("No changes"), again.out());
    }

    @Test
    void aSecondRunNeitherCompilesNorEvaluates() throws IOException {
        shell.write("one.main.kts", "import dev.slipway.dsl.*", "output(\"n\") { parameter(\"n\", 1) }");
        shell.run(script);
        assertEquals(1, shell.compiled());
        try (var cached = Files.walk(shell.path("cache/scripts"))) {
            cached.filter(Files::isRegularFile).map(Path::toFile).forEach(file -> assertTrue(file.delete()));
        }
        assertTrue(shell.run(script).out().contains("+ n  = 1"));
        assertEquals(1, shell.compiled());
    }

    @Test
    void aGraphWithTheIdentityOfAnObjectIsNotKept() {
        shell.write(
                "one.main.kts",
                "import dev.slipway.dsl.*",
                "class Node(val n: Int)",
                "output(\"n\") { \"${Node(1)}\" }");
        assertTrue(shell.run(script).out().contains("One_main$Node@"));
        String check = shell.run(script, "check").out();
        assertTrue(check.contains("It is evaluated in every run, because it calls One_main$Node.toString"), check);
        shell.write(
                "one.main.kts",
                "import dev.slipway.dsl.*",
                "class Node(val n: Int) { override fun toString() = \"a@b\" }",
                "output(\"n\") { \"${Node(1)}\" }");
        assertTrue(shell.run(script).out().contains("a@b"));
        check = shell.run(script, "check").out();
        assertTrue(!check.contains("evaluated in every run"), check);
    }

    @Test
    void whatItReadsDecidesWhetherItIsEvaluatedAgain() {
        shell.write("words.txt", "one");
        shell.write(
                "one.main.kts",
                "import dev.slipway.dsl.*",
                "val w = readFile(\"words.txt\").trim()",
                "output(\"all\") { w + \" \" + env(\"PLACE\", \"nowhere\") + \" \" + environment }");
        assertTrue(shell.run(script).out().contains("one nowhere default"));
        shell.write("words.txt", "two");
        assertTrue(shell.run(script).out().contains("two nowhere default"));
        shell.with("PLACE", "here");
        assertTrue(shell.run(script).out().contains("two here default"));
        assertTrue(shell.run(script, "--env", "test").out().contains("two here test"));
        assertEquals(1, shell.compiled());
    }

    @Test
    void anImportThatChangesIsNoticed() {
        shell.write("lib/deep.main.kts", "val answer = 1");
        shell.write("lib/lib.main.kts", "@file:Import(\"deep.main.kts\")", "val twice = 2 * answer");
        shell.write(
                "one.main.kts",
                "@file:Import(\"lib/lib.main.kts\")",
                "import dev.slipway.dsl.*",
                "output(\"n\") { twice }");
        assertTrue(shell.run(script).out().contains("+ n  = 2"));
        shell.write("lib/deep.main.kts", "val answer = 21");
        assertTrue(shell.run(script).out().contains("+ n  = 42"));
        assertEquals(2, shell.compiled());
    }

    @Test
    void whatIsImportedTwiceRunsOnce() {
        shell.write("count.main.kts", "var count = 0", "fun next() = ++count");
        shell.write("a.main.kts", "@file:Import(\"count.main.kts\")", "val a = next()");
        shell.write(
                "one.main.kts",
                "@file:Import(\"count.main.kts\")",
                "@file:Import(\"a.main.kts\")",
                "import dev.slipway.dsl.*",
                "val b = next()",
                "output(\"n\") { \"$a $b\" }");
        var result = shell.run(script);
        assertTrue(result.out().contains("+ n  = \"1 2\""), result.out() + result.err());
    }

    @Test
    void whoLooksAtTheClockIsEvaluatedEachTime() {
        shell.write(
                "lib.main.kts",
                "class Clock { val now get() = System.nanoTime() }",
                "fun unused() = java.io.File(\"x\").readText()");
        shell.write(
                "one.main.kts",
                "@file:Import(\"lib.main.kts\")",
                "import dev.slipway.dsl.*",
                "val times = listOf(1).map { Clock().now }",
                "output(\"n\") { times.first().toString() }");
        String first = shell.output(script, "n");
        String second = shell.output(script, "n");
        assertTrue(!first.equals(second), first);
        assertEquals(1, shell.compiled());
        assertTrue(shell.run(script, "check").out().contains("java.lang.System.nanoTime"));
    }

    @Test
    void problemsAreJsonForPrograms() {
        shell.write("one.main.kts", "val n: Int = \"s\"");
        var result = shell.run(script, "plan", "--json");
        assertEquals(Exit.REFUSED, result.code());
        assertTrue(result.out().startsWith("{\"v\":1,\"event\":\"refused\",\"problems\":[{\"what\":"), result.out());
        assertTrue(result.out().contains("\"file\":\"one.main.kts\",\"line\":1,\"column\":12"), result.out());
        assertEquals("", result.err());
    }
}

package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.model.InvalidInputException;
import dev.slipway.project.UserDirectories;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever can be wrong with a script: everything is told at once, with its place, and no state is touched. */
class BadInputTest {
    private static final String WORDS = "import dev.slipway.dsl.*";

    @TempDir
    Path directory;

    private Shell shell;
    private final StringBuilder text = new StringBuilder();

    @BeforeEach
    void open() {
        shell = new Shell(directory);
    }

    private void tell(String title, String... lines) throws IOException {
        shell.write("one.main.kts", lines);
        told(title, Exit.REFUSED, "one.main.kts");
    }

    private void told(String title, int code, String script, String... options) throws IOException {
        var typed = new ArrayList<>(List.of(shell.path(script).toString(), "up", "--yes"));
        typed.addAll(List.of(options));
        var result = shell.run(typed.toArray(String[]::new));
        text.append("# ").append(title).append('\n').append(result.err()).append('\n');
        assertEquals(code, result.code(), title + ": " + result.out() + result.err());
        assertEquals("", result.out());
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(
                    List.of(),
                    left.filter(path -> path.toString().matches(".*(/\\.slipway|\\.lock|out)$"))
                            .toList(),
                    title);
        }
    }

    @Test
    void whatTheCompilerRefuses() throws IOException {
        tell("types", WORDS, "val n: Int = \"s\"", "clutser(\"x\")", "val m: Nope? = null");
        tell("syntax", "val x = (1 +", "val y = )");
        tell("words without import", "val t = task(\"t\") { run { } }");
        tell("words in the wrong block", WORDS, "content = \"a\"", "file(\"b\") { command(\"x\") }", "outputs(\"c\")");
        tell("a word of the block around", WORDS, "task(\"b\") { run { outputs(\"c\") } }");
        shell.write("lib.main.kts", "val broken: Int = \"\"");
        tell("wrong in an import", "@file:Import(\"lib.main.kts\")", "val a = 1");
        tell("import of itself", "@file:Import(\"one.main.kts\")", "val a = 1");
        Files.createDirectories(shell.path("libs"));
        tell(
                "a header of errors",
                "@file:Import(\"nothing.main.kts\", \"libs\")",
                "@file:DependsOn(\"nothing.jar\")",
                "@file:DependsOn(\"libs\")",
                "val a = 1");
        tell("too deep", "val a = " + "1 + ".repeat(30_000) + "1");
        Golden.check("problems-compiling", text.toString());
    }

    @Test
    void whatTheScriptItselfFindsWrong() throws IOException {
        tell("two clusters", WORDS, "cluster(\"a\")", "cluster(\"b\")", "readFile(\"no\")");
        tell("thrown", "val a = 1", "check(a > 1) { \"a is $a\" }");
        tell(
                "thrown while a value is made",
                WORDS,
                "cluster(\"a\")",
                "cluster(\"b\")",
                "output(\"n\") { error(\"no\") }");
        shell.write("lib.main.kts", "fun must(n: Int) {", "    require(n > 5) { \"n is $n\" }", "}");
        tell("thrown in an import", "@file:Import(\"lib.main.kts\")", "must(3)");
        tell("recursion", "fun f(n: Int): Int = f(n + 1) + 1", "val a = f(0)");
        tell(
                "a value without end",
                WORDS,
                "val all = mutableListOf<Any>()",
                "val added = all.add(all)",
                "output(\"a\") { all }",
                "output(\"b\") { listOf(all) }");
        tell(
                "what is missing",
                WORDS,
                "file(\"a\") { }",
                "exec(\"b\") { }",
                "task(\"c\") { }",
                "download(\"d\") { }",
                "template(\"e\") { }",
                "archive(\"f\") { }",
                "http(\"g\") { }",
                "waitFor(\"h\") { }",
                "service(\"i\") { }");
        tell(
                "a cycle",
                WORDS,
                "val a = exec(\"a\") { command(\"true\"); inputs(\"b\"); outputs(\"a\") }",
                "val b = exec(\"b\") { command(\"true\"); inputs(\"a\"); outputs(\"b\") }");
        tell(
                "a name twice",
                WORDS,
                "file(\"a\") { content = \"1\" }",
                "file(\"a\") { content = \"2\" }",
                "task(\"t\") { run { } }",
                "task(\"t\") { run { } }");
        shell.write("one.main.kts", "val a = 1");
        told("unknown parameter", Exit.REFUSED, "one.main.kts", "-p", "size=5");
        Golden.check("problems-evaluating", text.toString());
    }

    @Test
    void whatHasNoEnd() throws IOException {
        shell.with("SLIPWAY_EVALUATE_SECONDS", "1");
        tell("no end", "var i = 0", "while (i >= 0) { Thread.sleep(20) }");
        tell("asleep", "fun rest() {", "    Thread.sleep(100_000)", "}", "rest()");
        tell("no end while a value is made", WORDS, "output(\"a\") {", "    Thread.sleep(100_000)", "    1", "}");
        Golden.check("problems-without-end", text.toString());
    }

    @Test
    void whatIsNoScript() throws IOException {
        Files.write(
                shell.path("latin.main.kts"), "val a = 1\nval b = \"\u00fc\"\n".getBytes(StandardCharsets.ISO_8859_1));
        told("another encoding", Exit.REFUSED, "latin.main.kts");
        tell("an import in another encoding", "@file:Import(\"latin.main.kts\")", "val c = 1");
        Files.createDirectories(shell.path("dir.main.kts"));
        told("a directory", Exit.USAGE, "dir.main.kts");
        told("nothing", Exit.USAGE, "nothing.main.kts");
        shell.write("text.txt", "val a = 1");
        told("another ending", Exit.USAGE, "text.txt");
        shell.write("one.main.kts", "val a = 1");
        told("an unknown option", Exit.USAGE, "one.main.kts", "--paralelism", "3");
        Golden.check("problems-no-script", text.toString());
    }

    @Test
    void aCacheThatCannotBeWrittenIsAWarning() {
        String script = shell.write("one.main.kts", WORDS, "file(\"a\") { content = \"1\" }")
                .toString();
        shell.write("file", "");
        shell.with("SLIPWAY_CACHE", shell.path("file").toString());
        var result = shell.run(script, "up", "--yes");
        assertEquals(Exit.DONE, result.code(), result.out() + result.err());
        assertTrue(
                result.err().startsWith("warning: compiled scripts cannot be kept in file/scripts\n  why: "),
                result.err());
        assertEquals(Exit.DONE, shell.run(script, "plan").code());
        assertEquals(2, shell.compiled());
    }

    @Test
    void whoHasNoHomeIsToldSo() {
        var homeless = Map.of("HOME", "");
        String known = System.setProperty("user.home", "?");
        try {
            var refused = assertThrows(InvalidInputException.class, () -> UserDirectories.of(homeless));
            assertTrue(refused.getMessage().contains("no home directory found"), refused.getMessage());
            var chosen = UserDirectories.of(Map.of("SLIPWAY_CACHE", "/c", "SLIPWAY_CONFIG", "/d"));
            assertEquals(Path.of("/c"), chosen.cache());
        } finally {
            System.setProperty("user.home", known);
        }
    }

    @Test
    void noPlaceForState() throws IOException {
        shell.write("one.main.kts", WORDS, "file(\"a\") { content = \"1\" }");
        shell.write(".slipway", "not a directory");
        for (String verb : List.of("plan", "up", "drift", "down")) {
            var typed = new ArrayList<>(List.of(shell.path("one.main.kts").toString(), verb));
            typed.addAll(verb.equals("up") || verb.equals("down") ? List.of("--yes") : List.of());
            var result = shell.run(typed.toArray(String[]::new));
            assertEquals(Exit.FAILED, result.code(), verb + result.err());
            text.append("# ").append(verb).append('\n').append(result.err()).append('\n');
        }
        assertEquals("not a directory\n", Files.readString(shell.path(".slipway")));
        Golden.check("problems-no-place", text.toString());
    }
}

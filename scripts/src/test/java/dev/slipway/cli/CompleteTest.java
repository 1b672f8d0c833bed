package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompleteTest {
    @TempDir
    Path directory;

    private Shell shell;
    private String script = "";

    @BeforeEach
    void open() {
        shell = new Shell(directory);
        script = shell.write("one.main.kts", "import dev.slipway.dsl.*", "file(\"\uD83D\uDE00\") { mod }")
                .toString();
    }

    @Test
    void peopleGetLines() {
        var result = shell.run("complete", script + ":2:16");
        assertEquals(Exit.DONE, result.code(), result.err());
        assertEquals(
                "mode: String  Who may do what with it, in octal: `mode = \"0755\"`.\n", result.out(), result.err());
    }

    @Test
    void programsGetJson() {
        var result = shell.run("complete", script + ":2:16", "--json");
        assertEquals(
                "{\"v\":1,\"prefix\":\"mod\",\"expected\":[],\"suggestions\":[{\"kind\":\"property\",\"name\":\"mode\","
                        + "\"signature\":\"mode: String\",\"type\":\"String\",\"from\":\"FileBlock\","
                        + "\"doc\":\"Who may do what with it, in octal: `mode = \\\"0755\\\"`.\"}]}\n",
                result.out());
    }

    /** The page shows a script and what is said of the end of its line before the last. */
    @Test
    void whatThePageAboutEditorsShowsIsSo() throws IOException {
        String page = Files.readString(Path.of("../docs/ide.md"));
        String[] lines = block(page, "kts").split("\n");
        shell.write("page.main.kts", lines);
        int last = lines.length - 1;
        var result =
                shell.run("complete", shell.path("page.main.kts") + ":" + last + ":" + (lines[last - 1].length() + 1));
        assertEquals(block(page.substring(page.indexOf("it says:")), "text"), result.out(), result.err());
    }

    private static String block(String page, String language) {
        int start = page.indexOf("```" + language + "\n") + language.length() + 4;
        return page.substring(start, page.indexOf("```\n", start));
    }

    @Test
    void whereThereIsNothingThatIsSaid() {
        var result = shell.run("complete", script + ":2:8");
        assertEquals(Exit.DONE, result.code());
        assertEquals("", result.out());
        assertTrue(result.err().startsWith("No completions"), result.err());
    }

    @Test
    void whatIsNoPlaceIsWrongUsageAndCompilesNothing() {
        String[] wrong = {
            "one.main.kts",
            script,
            script + ":2",
            script + ":x:1",
            script + ":9:1",
            script + ":2:99",
            script + ":0:0",
            script + "x:1:1",
            directory + ":1:1",
        };
        for (String place : wrong) {
            var result = shell.run("complete", place);
            assertEquals(Exit.USAGE, result.code(), place + " " + result.err());
            assertEquals("", result.out());
            assertTrue(result.err().contains("  why: ") && result.err().contains("  do:  "), result.err());
        }
        assertTrue(shell.run("complete", script + "x:1:1").err().contains("does not exist"));
        assertTrue(shell.run("complete", script + ":2:99").err().contains("line 2 ends at column 18"));
        assertTrue(Files.notExists(shell.path("cache")));
        assertTrue(Files.notExists(shell.path(".slipway")));
    }
}

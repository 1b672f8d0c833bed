package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parameters from files and variables, data files, and plans that are made from state alone. */
class ParametersTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private Shell shell;
    private String script = "";

    @BeforeEach
    void write() {
        shell = new Shell(directory);
        script = shell.write("site.main.kts", """
                        import dev.slipway.dsl.*

                        data class Page(val name: String, val size: Size = 1.MiB)
                        val pages = parameter("pages", listOf<Page>())
                        val title = parameter("title", "none")
                        val ports = readYaml<Map<String, Int>>("ports.yaml")
                        for (page in pages) file("out/${page.name}") { content = "$title ${page.size} ${ports["http"]}" }
                        """).toString();
        shell.write("ports.yaml", "http: 80\n");
        shell.write("a.yaml", "title: first\npages:\n  - name: one\n");
        shell.write("b.toml", "title = 'second'\n");
    }

    private String page(String name) throws IOException {
        return Files.readString(shell.path("out/" + name));
    }

    private void up(Shell shell, String... more) {
        var typed = new String[more.length + 3];
        System.arraycopy(new String[] {script, "up", "--yes"}, 0, typed, 0, 3);
        System.arraycopy(more, 0, typed, 3, more.length);
        var up = shell.run(typed);
        assertEquals(Exit.DONE, up.code(), up.out() + up.err());
    }

    private String file(String name) {
        return shell.path(name).toString();
    }

    @Test
    void laterFilesWinOverEarlierOnesAndTheCommandLineOverAll() throws IOException {
        up(shell, "--params", file("a.yaml"));
        assertEquals("first 1 MiB 80", page("one"));
        up(shell, "--params", file("a.yaml"), "--params", file("b.toml"));
        assertEquals("second 1 MiB 80", page("one"));
        up(shell, "--params", file("a.yaml"), "-p", "title=third", "-p", "pages=[{name: two, size: 2MiB}]");
        assertEquals("third 2 MiB 80", page("two"));
        assertTrue(Files.notExists(shell.path("out/one")));
    }

    @Test
    void aVariableSetsAParameterThatIsNotGivenOtherwise() throws IOException {
        Shell with = shell.with("SLIPWAY_PARAM_title", "variable").with("SLIPWAY_PARAM_unknown", "not asked for");
        up(with, "-p", "pages=[{name: one}]");
        assertEquals("variable 1 MiB 80", page("one"));
        up(with, "--params", file("a.yaml"));
        assertEquals("first 1 MiB 80", page("one"));
    }

    @Test
    void aDataFileThatChangesIsReadAgain() throws IOException {
        up(shell, "--params", file("a.yaml"));
        assertEquals(
                Exit.DONE,
                shell.run(script, "plan", "--exit-code", "--params", file("a.yaml"))
                        .code());
        shell.write("ports.yaml", "http: 81\n");
        up(shell, "--params", file("a.yaml"));
        assertEquals("first 1 MiB 81", page("one"));
    }

    @Test
    void mistakesInParameterFilesAreReported() {
        shell.write("c.yaml", "titel: x\n");
        var unknown = shell.run(script, "plan", "--params", file("c.yaml"));
        assertEquals(Exit.REFUSED, unknown.code());
        assertTrue(unknown.err().contains("there is no parameter 'titel'"), unknown.err());
        shell.write("d.yaml", "title: [x\n");
        var invalid = shell.run(script, "plan", "--params", file("d.yaml"));
        assertEquals(Exit.USAGE, invalid.code());
        assertTrue(invalid.err().startsWith("error: d.yaml:3: invalid YAML"), invalid.err());
        var missing = shell.run(script, "plan", "--params", file("e.yaml"));
        assertTrue(missing.err().contains("e.yaml cannot be read"), missing.err());
    }

    @Test
    void aPlanCanBeMadeOfflineAndAsMarkdown() throws IOException {
        up(shell, "--params", file("a.yaml"));
        Files.writeString(shell.path("out/one"), "changed outside");
        String[] plan = {script, "plan", "--params", file("a.yaml")};
        assertTrue(shell.run(plan).out().contains("Drift: changed outside Slipway"));
        var offline = shell.run(script, "plan", "--params", file("a.yaml"), "--offline");
        assertTrue(
                offline.out().startsWith("Offline: this plan is made from recorded state.")
                        && offline.out().contains("No changes"),
                offline.out());
        var json = shell.run(script, "plan", "--params", file("a.yaml"), "--offline", "--json");
        assertTrue(json.out().contains("\"offline\":true"), json.out());
        var saved = shell.run(script, "plan", "--params", file("a.yaml"), "--offline", "--out", file("x.plan"));
        assertEquals(Exit.USAGE, saved.code());
        var markdown = shell.run(script, "plan", "--params", file("a.yaml"), "--markdown");
        assertTrue(
                markdown.out().startsWith("### Plan: 1 to change\n")
                        && markdown.out().contains("```diff\n! file/out/one"),
                markdown.out());
    }
}

package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.events.JsonEvents;
import dev.slipway.model.Event;
import dev.slipway.model.Origin;
import dev.slipway.model.Problem;
import dev.slipway.model.TaskKey;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

/** What programs read, written down by the programs that write it. */
class FormsTest {
    private static final TaskKey VM = new TaskKey("vm", "trinity");
    private static final Problem PROBLEM =
            new Problem("vm/trinity could not be created", new Origin("cluster.main.kts", 7), "no room", "make room");

    private static final List<Event> EVENTS = List.of(
            new Event.Repaired("the torn end of the journal was cut off"),
            new Event.Settled(VM, "it was created"),
            new Event.Observed(VM, "changed"),
            new Event.Busy("slipway up", 4242, 1_763_632_800_000L, 12, 60),
            new Event.Planned(3, 40),
            new Event.Started(VM, "create"),
            new Event.Said(VM, "cloning the image"),
            new Event.Retrying(VM, 2, Duration.ofMillis(1500), "the storage is locked"),
            new Event.Finished(VM, "create", Duration.ofMillis(4200), false),
            new Event.Failed(VM, "create", PROBLEM),
            new Event.Blocked(new TaskKey("file", "config"), VM),
            new Event.Stopping(false),
            new Event.Ended(2, 40, 0, 1, 1, List.of(PROBLEM)));

    @TempDir
    Path directory;

    @Test
    void everyEventIsDocumented() {
        assertEquals(
                Stream.of(Event.class.getPermittedSubclasses()).collect(Collectors.toSet()),
                EVENTS.stream().map(Event::getClass).collect(Collectors.toSet()));
        var page = new StringBuilder("""
                # What programs read

                This page is written by a test, from what the verbs print.

                With `--json`, `up`, `down`, `apply` and `run` print one JSON object on a line for each thing that happens.
                Every object begins with `v`, the version of the form, which is 1, `at`, the time in UTC, and `event`.
                The last line of each is `outputs`, what the script gives out; secrets in it are masked. Before it, a run with a
                remote cache prints `cache`: the `url`, and how many results were `taken` from it and `sent` to it.
                Work whose result a cache had is `finished` with the action `restore`. Members and events may be added; whatever else changes raises `v`. A plan that is agreed to comes without
                its steps; ask `plan --json` for them. `file` and `line` are relative to the directory of the script; with a line in a function,
                `call` has the calls that led there.

                ```json
                """);
        var json = new JsonEvents(
                line -> page.append(line).append('\n'),
                Clock.fixed(Instant.parse("2026-11-20T10:00:00Z"), ZoneOffset.UTC));
        EVENTS.forEach(json);
        page.append("```\n");
        var shell = new Shell(directory);
        String script = shell.write(
                        "hello.main.kts",
                        "import dev.slipway.dsl.*",
                        "val a = file(\"hello.txt\") { content = \"hello\" }",
                        "output(\"greeting\") { \"hello\" }")
                .toString();
        page.append(
                "\nThe other verbs with `--json` print one object; that of `output` holds the outputs that the last run recorded and nothing else.\n");
        show(page, shell, "plan", script, "plan", "--json");
        show(page, shell, "graph", script, "graph", "--json");
        show(page, shell, "check", script, "check", "--json");
        shell.run(script, "up", "--yes");
        show(page, shell, "output", script, "output", "--json");
        show(page, shell, "state list", script, "state", "list", "--json");
        show(page, shell, "state show hello.txt", script, "state", "show", "hello.txt", "--json");
        shell.write("hello.main.kts", "val a: Int = \"b\"");
        page.append(
                "\nWhat is refused is told in one object, too, by every verb; a `column` is there where the compiler");
        page.append(" names one.\n");
        show(page, shell, "plan", script, "plan", "--json");
        Golden.check(Path.of("../docs/events.md"), page.toString());
    }

    private static void show(StringBuilder page, Shell shell, String verb, String... typed) {
        String out = shell.run(typed).out();
        assertEquals(1, out.lines().count(), out);
        String shown = out.replaceAll("\"lineage\":\"[0-9a-f-]+\"", "\"lineage\":\"5b1f0c1e\"")
                .replaceAll("\"(?:mtime|tookMillis)\":\\d+", "\"$1\":0");
        page.append("\n`slipway hello.main.kts ")
                .append(verb)
                .append(" --json`\n\n```json\n")
                .append(shown)
                .append("```\n");
    }

    @Test
    void aGraphIsAPicture() throws Exception {
        var shell = new Shell(directory);
        String script = shell.write(
                        "g.main.kts",
                        "import dev.slipway.dsl.*",
                        "val a = exec(\"a<b> & \\\"c\\\"\") { command(\"true\"); outputs(\"x\") }",
                        "val t = task(\"t\") { after(a); outputs(\"y\"); run { } }",
                        "val f = file(\"f\") { after(t, a); content = \"z\" }")
                .toString();
        String svg = shell.run(script, "graph", "--as", "svg").out();
        var document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertEquals(3, document.getElementsByTagName("rect").getLength(), svg);
        assertEquals(3, document.getElementsByTagName("path").getLength(), svg);
        assertTrue(svg.contains("a&lt;b&gt; &amp; &quot;c&quot;"), svg);
        Golden.check("graph-svg", svg);
    }
}

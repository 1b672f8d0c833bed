package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.model.Event;
import dev.slipway.model.TaskKey;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is drawn on a terminal, and what is not where there is none. */
class TerminalTest {
    private static final long SECOND = 1_000_000_000;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Console console(boolean live, int columns, Map<String, String> environment) {
        var stream = new PrintStream(out, false, StandardCharsets.UTF_8);
        return new Console(stream, stream, new BufferedReader(new StringReader("")), false, live, columns, environment);
    }

    private String written() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static TaskKey key(String text) {
        return TaskKey.parse(text);
    }

    @Test
    void aTreeSaysWhatRunsAndForHowLong() {
        var running = new RunProgress();
        assertEquals(List.of(), running.lines(80, 0));
        running.accept(new Event.Started(key("vm/trinity"), "create"), SECOND);
        running.accept(new Event.Started(key("file/b"), "update"), SECOND);
        running.accept(new Event.Started(key("vm/neo"), "create"), 3 * SECOND);
        assertEquals(
                List.of(
                        "[........................] 0/0",
                        "  file",
                        "    b  update  74 s".replace("74 s", "1 min 14 s"),
                        "  vm",
                        "    neo  create  1 min 12 s",
                        "    trinity  create  1 min 14 s"),
                running.lines(80, 75 * SECOND));
        running.accept(new Event.Finished(key("vm/trinity"), "create", Duration.ofSeconds(1), false), 80 * SECOND);
        running.accept(new Event.Finished(key("vm/neo"), "create", Duration.ofSeconds(1), false), 80 * SECOND);
        assertEquals(3, running.lines(80, 80 * SECOND).size());
        assertEquals("    b  update  1 mi…", running.lines(20, 80 * SECOND).get(2));
    }

    @Test
    void moreThanFitsIsCounted() {
        var running = new RunProgress();
        for (int i = 0; i < 64; i++) {
            running.accept(new Event.Started(key("vm/n" + i), "create"), 0);
        }
        List<String> lines = running.lines(80, SECOND);
        assertEquals(13, lines.size());
        assertEquals("    and 54 more", lines.get(12));
    }

    @Test
    void whatWasDrawnIsTakenBack(@TempDir Path directory) throws Exception {
        try (var tree = new LiveTree(console(true, 60, Map.of()))) {
            tree.accept(new Event.Started(key("vm/a"), "create"));
            Thread.sleep(600);
            tree.accept(new Event.Finished(key("vm/a"), "create", Duration.ofSeconds(2), false));
        }
        assertTrue(written().contains("    a  create  0 s"), written());
        assertTrue(written().endsWith("\u001b[3F\u001b[Jvm/a: create done in 2.0 s\n"), written());
    }

    @Test
    void coloursAreForThoseWhoWantThem() {
        assertTrue(console(true, 80, Map.of()).colours());
        assertFalse(console(true, 80, Map.of("NO_COLOR", "1")).colours());
        assertFalse(console(false, 80, Map.of()).colours());
    }

    @Test
    void wideCharactersTakeTwoColumns() {
        assertEquals(10, DisplayWidth.of("日本語 abc"));
        assertEquals(1, DisplayWidth.of("e\u0301"));
        assertEquals("日本…", DisplayWidth.fit("日本語 abc", 6));
        assertEquals("日  ", DisplayWidth.padded("日", 4));
    }

    @Test
    void tablesFitTheTerminalAndNothingElse() {
        var table = new Table().row("a", "long cell", "end of the row").row("日本語", "b", "c");
        table.print(console(true, 24, Map.of()));
        table.print(console(false, 24, Map.of()));
        assertEquals("""
                a       long cell  end …
                日本語  b          c
                a       long cell  end of the row
                日本語  b          c
                """, written());
    }
}

package dev.slipway.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LabProcessTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    @Test
    void aLabOutlivesItsClientAndAKill() throws Exception {
        var process = new LabProcess(directory);
        try {
            assertEquals(1, command("state"), "no lab runs yet");
            assertEquals(0, command("start", "--pace", "10"));
            long first = process.process().orElseThrow().pid();
            assertEquals(0, command("start"), "one that runs is left alone");
            assertEquals(first, process.process().orElseThrow().pid());
            assertEquals(0, command("place", "echo", "e1", "address=10.0.3.10:7"));
            int port = port();
            assertEquals("1 a", Talk.say(port, "a"));

            ProcessHandle running = process.process().orElseThrow();
            running.destroyForcibly();
            running.onExit().get(10, TimeUnit.SECONDS);
            assertEquals("(refused)", Talk.say(port, "b"));
            assertTrue(process.ask("/state", "").isEmpty());

            assertEquals(0, command("start", "--pace", "10"));
            assertEquals("2 b", Talk.say(port, "b"), "its state, at its old address");
            assertEquals(0, command("fault", "refuse", "e1", "--times", "1"));
            assertEquals("fault refuse on e1", said());
            assertEquals("(refused)", Talk.say(port, "c"));
            assertEquals(0, command("reset"));
            assertEquals("1 d", Talk.say(port, "d"));
            assertEquals(3, command("fault", "moonphase", "e1"));
            assertEquals(3, command("fault", "refuse", "e2"), "there is no such system");
            assertEquals(0, command("at", "10.0.3.10:7"));
            assertEquals(0, command("clear"));
            assertEquals("cleared all faults", said());
            assertEquals(0, command("remove", "e1"));
            assertEquals("removed e1", said());
            assertEquals("(refused)", Talk.say(port, "e"));
            assertEquals(1, command("at", "10.0.3.10:7"), "its address went with it");
            assertEquals(3, command("remove", "e1"));
            assertEquals(0, command("stop"));
            assertFalse(process.process().isPresent());
        } finally {
            process.stop();
        }
    }

    private int command(String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--directory", directory.toString()));
        said.reset();
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return LabCommand.run(all.toArray(String[]::new), out, out);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8).strip();
    }

    private int port() {
        var state = Json.object(said());
        String real = String.valueOf(((Map<?, ?>) state.getOrDefault("addresses", Map.of())).get("10.0.3.10:7"));
        return Integer.parseInt(real.substring(real.indexOf(':') + 1));
    }
}

package dev.slipway.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret that somebody types on a terminal, which is made by the tool {@code script}. */
class UnseenTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private Process vault(String terminal, String... words) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dslipway.terminal=" + terminal,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "vault"));
        command.addAll(List.of(words));
        boolean typed = !terminal.isEmpty();
        String line = String.join(" ", command) + (terminal.equals("in") ? " > said" : "");
        var builder =
                new ProcessBuilder(typed ? List.of("script", "-qec", line, "/dev/null") : List.of("sh", "-c", line));
        builder.directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("SLIPWAY_CONFIG", directory.resolve("config").toString());
        return builder.start();
    }

    private static String read(Process process) throws IOException, InterruptedException {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private static String until(Process process, String wanted) throws IOException {
        var said = new StringBuilder();
        for (int c = process.getInputStream().read();
                c >= 0;
                c = process.getInputStream().read()) {
            said.append((char) c);
            if (said.indexOf(wanted) >= 0) {
                break;
            }
        }
        return said.toString();
    }

    @Test
    void whatIsTypedIsNotShown() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "the tool 'script' is not installed");
        read(vault("", "init"));
        Process set = vault("in,out", "set", "TOKEN");
        String said = until(set, "not shown: ");
        set.getOutputStream().write("canary-typed\n".getBytes(StandardCharsets.UTF_8));
        set.getOutputStream().flush();
        said += read(set);
        assertTrue(said.contains("Keeps TOKEN"), said);
        assertFalse(said.contains("canary"), said);
        assertEquals("canary-typed\n", read(vault("", "get", "TOKEN")));
    }

    @Test
    void whatWouldBeShownIsRefused() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "the tool 'script' is not installed");
        read(vault("", "init"));
        Process set = vault("in", "set", "TOKEN");
        String said = read(set);
        assertTrue(said.contains("would be seen"), said);
    }
}

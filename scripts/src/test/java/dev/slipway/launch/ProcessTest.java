package dev.slipway.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole processes, started as the launcher starts them, but with the class path of this one. */
@Timeout(120)
class ProcessTest {
    private static final String EACH_TIME = "It is evaluated in every run, because it calls java.lang.System.out."
            + " Use words such as env, readFile and parameter.";

    @TempDir
    Path directory;

    private Process start(String main, String... arguments) throws IOException {
        return start("", main, arguments);
    }

    /** The same with the streams that count as a terminal. */
    private Process start(String terminal, String main, String[] arguments) throws IOException {
        var command = new ArrayList<>(heedful());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dslipway.terminal=" + terminal,
                "-cp",
                System.getProperty("java.class.path"),
                main));
        command.addAll(Arrays.asList(arguments));
        var builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("SLIPWAY_CACHE", directory.resolve("cache").toString());
        builder.environment().put("SLIPWAY_CONFIG", directory.resolve("config").toString());
        builder.environment().put("SLIPWAY_EVALUATE_MEGABYTES", "300");
        return builder.start();
    }

    /** Who was started in the background ignores Ctrl-C, and all that it starts would, too. */
    private static List<String> heedful() throws IOException {
        Path status = Path.of("/proc/self/status");
        boolean deaf = Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line ->
                                (Long.parseUnsignedLong(line.substring(7).trim(), 16) & 2) != 0);
        return deaf ? List.of("env", "--default-signal=INT") : List.of();
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void interrupt(Process process) throws IOException, InterruptedException {
        assertEquals(
                0,
                new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                        .start()
                        .waitFor());
    }

    private static boolean waitForLine(BufferedReader lines, String wanted) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.contains(wanted)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void aFullDiskIsNamedByTheCompiler() throws Exception {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "no device is always full here");
        Files.writeString(directory.resolve("a.main.kts"), "val a = 1\n");
        Process compiler = start("dev.slipway.host.CompilerMain", "a.main.kts", full.toString());
        String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, compiler.waitFor());
        assertTrue(said.contains("the compiled script cannot be written"), said);
        assertFalse(said.contains("Exception"), said);
    }

    @Test
    void ctrlCStopsInTwoSteps() throws Exception {
        Path gate = directory.resolve("gate");
        Files.writeString(directory.resolve("a.main.kts"), """
                import dev.slipway.dsl.*
                val a = exec("a") { command("sh", "-c", "echo at it; while ! test -e gate; do sleep 0.05; done") }
                val b = exec("b") { after(a); command("sh", "-c", "echo at it; sleep 60") }
                """);
        Process first = start(Main.class.getName(), "a.main.kts", "up", "--yes");
        BufferedReader lines = reader(first);
        assertTrue(waitForLine(lines, "exec.effect/a: at it"));
        interrupt(first);
        assertTrue(waitForLine(lines, "nothing new is started"));
        Files.createFile(gate);
        assertTrue(waitForLine(lines, "exec.effect/a: create done"));
        assertTrue(first.waitFor(20, TimeUnit.SECONDS));
        assertEquals(130, first.exitValue());

        Process second = start(Main.class.getName(), "a.main.kts", "up", "--yes");
        lines = reader(second);
        assertTrue(waitForLine(lines, "exec.effect/b: at it"));
        interrupt(second);
        assertTrue(waitForLine(lines, "nothing new is started"));
        interrupt(second);
        assertTrue(second.waitFor(20, TimeUnit.SECONDS));
        assertEquals(130, second.exitValue());
    }

    @Test
    void ctrlCAtTheQuestionExitsAtOnce() throws Exception {
        Files.writeString(directory.resolve("a.main.kts"), """
                import dev.slipway.dsl.*
                val a = exec("a") { command("touch", "done") }
                """);
        Process up = start("in,out", Main.class.getName(), new String[] {"a.main.kts", "up"});
        var said = new StringBuilder();
        try (var output = new InputStreamReader(up.getInputStream(), StandardCharsets.UTF_8)) {
            while (!said.toString().endsWith("Type 'yes' to confirm: ")) {
                int next = output.read();
                assertTrue(next >= 0, said::toString);
                said.append((char) next);
            }
            interrupt(up);
            assertTrue(up.waitFor(20, TimeUnit.SECONDS), said::toString);
            String rest = new BufferedReader(output).lines().collect(Collectors.joining("\n"));
            assertTrue(rest.contains("This plan was not applied."), rest);
        }
        assertEquals(130, up.exitValue());
        assertFalse(Files.exists(directory.resolve("done")));
    }

    @Test
    void aScriptThatEndsTheProcessIsRefused() throws Exception {
        Files.writeString(directory.resolve("quits.main.kts"), """
                import dev.slipway.dsl.*
                file("a") { content = "b" }
                if (args.isEmpty()) {
                    Class.forName("java.lang.System").getMethod("exit", Int::class.java).invoke(null, 0)
                }
                """);
        Process quits = start(Main.class.getName(), "quits.main.kts", "up", "--yes");
        String told = reader(quits).lines().collect(Collectors.joining("\n"));
        assertEquals(4, quits.waitFor(), told);
        assertTrue(told.startsWith("error: quits.main.kts:4: the script ends the process\n"), told);
        assertTrue(Files.notExists(directory.resolve(".slipway")));
    }

    @Test
    void aScriptThatEatsAllMemoryIsRefused() throws Exception {
        Files.writeString(directory.resolve("eats.main.kts"), """
                val all = ArrayList<ByteArray>()
                while (all.size >= 0) {
                    all.add(ByteArray(1_000_000))
                }
                """);
        Process eats = start(Main.class.getName(), "eats.main.kts", "up", "--yes");
        String told = reader(eats).lines().collect(Collectors.joining("\n"));
        assertEquals(4, eats.waitFor(), told);
        assertTrue(told.startsWith("error: eats.main.kts:3: the script takes too much memory\n"), told);
    }

    @Test
    void whatAScriptPrintsIsNotTheAnswer() throws Exception {
        Files.writeString(directory.resolve("talks.main.kts"), """
                import dev.slipway.dsl.*
                println("hello")
                output("a") { "b" }
                """);
        Process talks = start(Main.class.getName(), "talks.main.kts", "check");
        assertEquals(
                List.of("hello", "talks.main.kts is in order: 0 tasks.", EACH_TIME),
                reader(talks).lines().toList());
        Process quiet = new ProcessBuilder(quietly(Main.class.getName(), "talks.main.kts", "check"))
                .directory(directory.toFile())
                .start();
        assertEquals(
                List.of("talks.main.kts is in order: 0 tasks.", EACH_TIME),
                reader(quiet).lines().toList());
    }

    private static List<String> quietly(String main, String... arguments) {
        var command = new ArrayList<>(List.of(
                "sh",
                "-c",
                "exec \"$@\" 2>/dev/null",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main));
        command.addAll(Arrays.asList(arguments));
        return command;
    }
}

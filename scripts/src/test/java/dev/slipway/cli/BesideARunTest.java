package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.launch.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Verbs that only look, while a run in another process has programs at work, and after it was killed. */
@Timeout(120)
class BesideARunTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private String script = "";
    private Shell shell = new Shell(Path.of(""));

    private void write() {
        shell = new Shell(directory);
        script = shell.write(
                        "a.main.kts",
                        "import dev.slipway.dsl.*",
                        "for (i in 1..3) exec(\"e$i\") {",
                        "    shell(\"echo start $i >> log; echo at it; while ! test -e gate; do sleep 0.05; done; "
                                + "echo end $i >> log\")",
                        "}",
                        "val f = file(\"f\") { content = \"f\" }",
                        "output(\"o\") { \"42\" }")
                .toString();
    }

    private Process up() throws IOException {
        return up(60);
    }

    private Process up(int grace) throws IOException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        script,
                        "up",
                        "--yes")
                .redirectErrorStream(true);
        builder.environment().put("SLIPWAY_CACHE", directory.resolve("cache").toString());
        builder.environment().put("SLIPWAY_CONFIG", directory.resolve("config").toString());
        builder.environment().put("SLIPWAY_GRACE_SECONDS", String.valueOf(grace));
        return builder.start();
    }

    private static BufferedReader awaitAll(Process up) throws IOException {
        BufferedReader lines = up.inputReader(StandardCharsets.UTF_8);
        int atIt = 0;
        for (String line = lines.readLine(); line != null && atIt < 3; line = lines.readLine()) {
            atIt += line.endsWith(": at it") ? 1 : 0;
            if (atIt == 3) {
                return lines;
            }
        }
        throw new AssertionError("they did not all begin");
    }

    private void lookAround() {
        for (List<String> verb : List.of(
                List.of("plan"), List.of("drift"), List.of("why", "e1"), List.of("output", "o"), List.of("graph"))) {
            var typed = new java.util.ArrayList<>(List.of(script));
            typed.addAll(verb);
            var looked = shell.run(typed.toArray(String[]::new));
            boolean recorded = !verb.contains("output"); // there are no outputs before a run has ended
            assertTrue(!recorded || looked.code() == Exit.DONE, verb + looked.out() + looked.err());
        }
    }

    @Test
    void programsOfARunAreLeftAlone() throws Exception {
        write();
        Process up = up();
        BufferedReader lines = awaitAll(up);
        var plan = shell.run(script, "plan");
        assertTrue(
                plan.err()
                        .lines()
                        .findFirst()
                        .orElse("")
                        .matches("up is running since .*, pid " + up.pid() + ": .* of 4 done"),
                plan.err());
        assertTrue(plan.out().contains("being applied by pid " + up.pid()), plan.out());
        assertTrue(shell.run(script, "plan", "--json").out().contains("\"busy\":{\"command\":\"slipway up\""));
        assertTrue(
                shell.run(script, "output")
                        .err()
                        .matches("up is running since .*, pid " + up.pid()
                                + ": .* of 4 done; outputs are those before it\n"),
                "output says that a run is under way");
        lookAround();
        Files.createFile(directory.resolve("gate"));
        String rest = lines.lines().collect(Collectors.joining("\n"));
        assertTrue(up.waitFor(30, TimeUnit.SECONDS), rest);
        assertEquals(0, up.exitValue(), rest);
        assertEquals(6, Files.readAllLines(directory.resolve("log")).size());
        assertEquals("", shell.run(script, "plan").err());
    }

    private static void signal(Process process, String name) throws Exception {
        assertEquals(
                0,
                new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                        .start()
                        .waitFor());
    }

    @Test
    void aTerminatedRunFinishesWhatRuns() throws Exception {
        for (String name : List.of("TERM", "HUP")) {
            directory = Files.createDirectory(directory.resolve(name));
            write();
            Process up = up();
            BufferedReader lines = awaitAll(up);
            signal(up, name);
            for (String line = lines.readLine(); !line.contains("nothing new is started"); line = lines.readLine()) {
                assertTrue(line.contains("f"), line);
            }
            Files.createFile(directory.resolve("gate"));
            String rest = lines.lines().collect(Collectors.joining("\n"));
            assertTrue(up.waitFor(30, TimeUnit.SECONDS), rest);
            assertEquals(0, up.exitValue(), rest); // all that was to be done was under way, and is done
            assertEquals(6, Files.readAllLines(directory.resolve("log")).size());
        }
    }

    @Test
    void afterTheGraceAllThatAProgramHasStartedEnds() throws Exception {
        write();
        shell.write(
                "a.main.kts",
                "import dev.slipway.dsl.*",
                "for (i in 1..3) exec(\"e$i\") {",
                "    shell(\"echo at it; setsid sh -c 'echo \\$\\$ >> pids; exec sleep 300' & sleep 300\")",
                "}");
        Process up = up(1);
        BufferedReader lines = awaitAll(up);
        Path pids = directory.resolve("pids");
        while (!Files.exists(pids) || Files.readAllLines(pids).size() < 3) {
            Thread.sleep(20);
        }
        signal(up, "TERM");
        String rest = lines.lines().collect(Collectors.joining("\n"));
        assertTrue(up.waitFor(30, TimeUnit.SECONDS), rest);
        assertEquals(130, up.exitValue(), rest);
        for (String pid : Files.readAllLines(pids)) {
            var process = ProcessHandle.of(Long.parseLong(pid));
            for (int i = 0; i < 100 && process.map(ProcessHandle::isAlive).orElse(false); i++) {
                Thread.sleep(50);
            }
            assertFalse(process.map(ProcessHandle::isAlive).orElse(false), "it left its group and its parent");
        }
    }

    @Test
    void programsThatOutlivedTheirRunAreLeftToTheNextOne() throws Exception {
        write();
        Process up = up();
        awaitAll(up);
        up.destroyForcibly().waitFor();
        var plan = shell.run(script, "plan");
        assertFalse(plan.err().contains("is running"), plan.err());
        assertTrue(plan.out().contains("interrupted: the next up settles it"), plan.out());
        lookAround();
        assertEquals(3, Files.readAllLines(directory.resolve("log")).size());
        Files.createFile(directory.resolve("gate"));
        for (int i = 0; i < 200 && Files.readAllLines(directory.resolve("log")).size() < 6; i++) {
            Thread.sleep(50);
        }
        assertEquals(6, Files.readAllLines(directory.resolve("log")).size(), "nobody ended them");
        var next = shell.run(script, "up", "--yes");
        assertEquals(Exit.DONE, next.code(), next.out() + next.err());
        assertTrue(next.out().contains("its program finished after its run was interrupted"), next.out());
        assertEquals(6, Files.readAllLines(directory.resolve("log")).size(), "none was run again");
        assertEquals(Exit.DONE, shell.run(script, "plan", "--exit-code").code());
    }
}

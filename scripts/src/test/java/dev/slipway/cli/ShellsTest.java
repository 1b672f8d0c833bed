package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Completions in the shells that they are for, as far as these are installed. */
class ShellsTest {
    private static final String ASK = "COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); _slipway; "
            + "for word in \"${COMPREPLY[@]}\"; do echo \"$word\"; done";

    @TempDir
    Path directory;

    @BeforeEach
    void fill() throws IOException {
        var shell = new Shell(directory);
        for (String name : List.of("bash", "zsh", "fish")) {
            Files.writeString(
                    directory.resolve("completion." + name),
                    shell.run("completion", name).out());
        }
        Files.writeString(directory.resolve("one.main.kts"), "");
        Files.writeString(directory.resolve("one two.main.kts"), "");
        Files.writeString(directory.resolve("one.plan"), "");
        Files.createDirectories(directory.resolve("only"));
    }

    private Set<String> printed(String... command) throws Exception {
        assumeTrue(installed(command[0]), command[0] + " is not installed");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return new TreeSet<>(text.lines().toList());
    }

    private static boolean installed(String program) {
        return List.of(System.getenv("PATH").split(":", -1)).stream()
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    private interface Completes {
        Set<String> after(String... words) throws Exception;
    }

    private static void check(Completes completes) throws Exception {
        assertEquals(Set.of("vault"), completes.after("va"));
        assertEquals(Set.of("version"), completes.after("one.main.kts", "vers"));
        assertEquals(Set.of("--target"), completes.after("plan", "--ta"));
        assertEquals(Set.of("init"), completes.after("vault", "ini"));
        assertEquals(Set.of("zsh"), completes.after("completion", "z"));
        assertEquals(Set.of("one.main.kts", "one two.main.kts", "only"), completes.after("plan", "on"));
        assertEquals(Set.of("one.main.kts", "one two.main.kts", "one.plan", "only"), completes.after("apply", "on"));
        assertEquals(
                Set.of("one.main.kts", "one two.main.kts", "one.plan", "only"), completes.after("plan", "--out", "on"));
        assertEquals(Set.of(), completes.after("plan", "--env", "on"));
    }

    private static String[] command(List<String> head, String... words) {
        var all = new ArrayList<>(head);
        all.addAll(List.of(words));
        return all.toArray(String[]::new);
    }

    @Test
    void bash() throws Exception {
        check(words ->
                printed(command(List.of("bash", "-c", "source ./completion.bash; " + ASK, "_", "slipway"), words)));
    }

    @Test
    void zsh() throws Exception {
        String words = "setopt ksharrays; PREFIX=\"${@[$(($# - 1))]}\"; ";
        check(typed -> {
            var found = printed(
                    command(List.of("zsh", "-fc", "source ./completion.zsh; " + words + ASK, "_", "slipway"), typed));
            found.removeIf(one -> !one.startsWith(typed[typed.length - 1])); // the shell itself does
            return found;
        });
    }

    @Test
    void fish() throws Exception {
        check(words -> {
            String line = "slipway " + String.join(" ", words);
            var found = new TreeSet<String>();
            for (String each : printed("fish", "-c", "source ./completion.fish; complete -C '" + line + "'")) {
                found.add(each.replaceFirst("\t.*|/$", ""));
            }
            return found;
        });
    }
}

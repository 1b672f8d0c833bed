package dev.slipway.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/slipway} with a Java that only says how it was called. */
class LauncherTest {
    private static final Path LAUNCHER = Path.of("slipway").toAbsolutePath();

    @TempDir
    Path directory;

    private Path jdk = Path.of("");
    private Path home = Path.of("");

    @BeforeEach
    void install() throws IOException {
        jdk = directory.resolve("jdk");
        home = directory.resolve("home");
        Files.createDirectories(jdk.resolve("bin"));
        Files.createDirectories(home.resolve("run"));
        Files.write(home.resolve("run/a.jar"), new byte[0]);
        Files.write(home.resolve("run/b.jar"), new byte[0]);
        release("17.0.15");
        executable(jdk.resolve("bin/java"), "#!/bin/sh", "for word in \"$@\"; do echo \"$word\"; done");
    }

    private void release(String version) throws IOException {
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\nOS=\"y\"\n");
        Files.writeString(home.resolve("run-" + version + ".jsa"), "an archive");
        Files.writeString(home.resolve("run-" + version + ".aot"), "an archive");
    }

    private static void executable(Path file, String... lines) throws IOException {
        Files.writeString(file, String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private record Ended(int code, List<String> lines) {}

    private Ended run(Path from, String... command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).directory(from.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().put("SLIPWAY_HOME", home.toString());
        builder.environment().remove("SLIPWAY_JAVA_FLAGS");
        Process process = builder.start();
        process.getOutputStream().close();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        return new Ended(process.exitValue(), text.lines().toList());
    }

    private static List<String> after(List<String> lines, String word) {
        return lines.subList(lines.indexOf(word) + 1, lines.size());
    }

    @Test
    void argumentsArriveAsTheyWereTyped() throws Exception {
        Ended ended = run(directory, LAUNCHER.toString(), "my script.main.kts", "plan", "-p", "a=b  c", "");
        assertEquals(0, ended.code());
        assertEquals(
                List.of("my script.main.kts", "plan", "-p", "a=b  c", ""),
                after(ended.lines(), "dev.slipway.launch.Main"));
        assertTrue(ended.lines().contains(home + "/run/a.jar:" + home + "/run/b.jar"), ended.toString());
        assertTrue(ended.lines().contains("-Dslipway.terminal="));
    }

    @Test
    void aLinkFromAnywhereWorks() throws Exception {
        Path bin = Files.createDirectories(directory.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("slipway-1"), LAUNCHER);
        Files.createSymbolicLink(bin.resolve("slipway"), Path.of("slipway-1"));
        Ended ended = run(bin, "./slipway", "version");
        assertEquals(List.of("version"), after(ended.lines(), "dev.slipway.launch.Main"));
    }

    @Test
    void aScriptFindsItAsItsInterpreter() throws Exception {
        Path script = directory.resolve("a.main.kts");
        executable(script, "#!" + LAUNCHER);
        Ended ended = run(directory, script.toString(), "up");
        assertEquals(List.of(script.toString(), "up"), after(ended.lines(), "dev.slipway.launch.Main"));
    }

    @Test
    void eachJavaGetsItsKindOfArchive() throws Exception {
        assertTrue(run(directory, LAUNCHER.toString())
                .lines()
                .contains("-XX:SharedArchiveFile=" + home + "/run-17.0.15.jsa"));
        release("25.0.3");
        List<String> newer = run(directory, LAUNCHER.toString()).lines();
        assertTrue(newer.contains("-XX:AOTCache=" + home + "/run-25.0.3.aot"));
        assertFalse(newer.stream().anyMatch(word -> word.contains(".jsa")));
    }

    @Test
    void anEmptyArchiveMeansThatNoneCouldBeMade() throws Exception {
        Files.writeString(home.resolve("run-17.0.15.jsa"), "");
        Ended ended = run(directory, LAUNCHER.toString());
        assertEquals(0, ended.code());
        assertFalse(ended.lines().stream().anyMatch(word -> word.contains("Archive")));
    }

    @Test
    void aFirstRunMakesTheArchivesOnce() throws Exception {
        Files.delete(home.resolve("run-17.0.15.jsa"));
        assertTrue(run(directory, LAUNCHER.toString()).lines().get(0).contains("once; this takes half a minute"));
        assertEquals(List.of(), leftover());
    }

    private List<Path> leftover() throws IOException {
        var left = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(home, "training-*")) {
            files.forEach(left::add);
        }
        return left;
    }

    @Test
    void namesOfFilesKeepTheirLettersWithoutALocale() throws Exception {
        executable(jdk.resolve("bin/java"), "#!/bin/sh", "echo ${LC_ALL:-${LC_CTYPE:-$LANG}}");
        String[] plain = {"", "LC_ALL=C", "LANG=POSIX", "LANG=en_US.UTF-8 LC_ALL=C", "LANG=C LC_CTYPE=C"};
        for (String locale : plain) {
            String command = "env -u LC_ALL -u LC_CTYPE -u LANG " + locale + " " + LAUNCHER + " version";
            assertEquals(List.of("C.UTF-8"), run(directory, "sh", "-c", command).lines(), locale);
        }
        String german = "env -u LC_ALL -u LC_CTYPE LANG=de_DE.UTF-8 " + LAUNCHER;
        assertEquals(List.of("de_DE.UTF-8"), run(directory, "sh", "-c", german).lines());
    }

    @Test
    void aDirectoryThatIsGoneIsNamed() throws Exception {
        Ended ended = run(directory, "sh", "-c", "mkdir gone; cd gone; rmdir ../gone; " + LAUNCHER + " version");
        assertEquals(1, ended.code());
        assertTrue(ended.lines().contains("error: this directory is gone"), ended.toString());
    }

    @Test
    void anOldJavaIsRefused() throws Exception {
        release("11.0.2");
        Ended ended = run(directory, LAUNCHER.toString());
        assertEquals(1, ended.code());
        assertEquals("error: this Java is too old: 11.0.2", ended.lines().get(0));
        release("1.8.0_402");
        assertEquals(1, run(directory, LAUNCHER.toString()).code());
    }
}

package dev.slipway.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts of a timer as a real shell and real programs run them; only systemd is a stand-in that writes down its calls. */
class RevertScriptsTest {
    @TempDir
    Path directory;

    @BeforeEach
    void systemd() throws IOException {
        for (String name : List.of("systemd-run", "systemctl")) {
            Path program = Files.createDirectories(directory.resolve("bin")).resolve(name);
            Files.writeString(program, "#!/bin/sh\necho " + name + " \"$@\" >>'" + directory + "/calls'\n");
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.createDirectories(directory.resolve("run/systemd/system"));
    }

    private int sh(String script, String... arguments) throws Exception {
        return run(script.replace("/run/", directory + "/run/"), arguments);
    }

    private int run(String script, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("sh", "-c", script, "slipway"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PATH", directory.resolve("bin") + others);
        Process process = builder.start();
        printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor();
    }

    private String printed = "";
    private String others = ":" + System.getenv("PATH");

    private String revert() {
        return RevertTimer.REVERT
                .formatted("guard", "echo afterwards >>'" + directory + "/calls'")
                .replace("/run/", directory + "/run/");
    }

    private int arm(String all, Path... files) throws Exception {
        var arguments = new ArrayList<>(List.of("guard", "90", all, revert()));
        for (Path file : files) {
            arguments.add("t" + file.getFileName());
            arguments.add(file.toString());
        }
        return sh(RevertTimer.ARM, arguments.toArray(String[]::new));
    }

    private int fire() throws Exception {
        return run(Files.readString(directory.resolve("run/guard/revert")));
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    @Test
    void whatWasThereIsThereAgainWithItsModeItsLinksAndWithoutWhatIsNew() throws Exception {
        Path plain = file("plain", "before\n");
        Files.setPosixFilePermissions(plain, PosixFilePermissions.fromString("rw-r-----"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), plain);
        Path fresh = directory.resolve("fresh");
        assertEquals(0, arm("own", plain, link, fresh), printed);
        assertEquals(plain + "\n" + link + "\n" + fresh + "\n", printed);
        Files.delete(link);
        for (Path each : List.of(plain, link, fresh)) {
            Files.writeString(each, "after\n");
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rw-rw-rw-"));
        }
        assertEquals(0, fire(), printed);
        assertEquals("before\n", Files.readString(plain));
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(plain)));
        assertEquals(plain, Files.readSymbolicLink(link));
        assertFalse(Files.exists(fresh));
        assertEquals(
                "systemd-run --quiet --collect --unit=guard --on-active=90s /bin/sh " + directory
                        + "/run/guard/revert\nafterwards\n",
                Files.readString(directory.resolve("calls")));
        assertEquals(
                3, sh(RevertTimer.CONFIRM, "guard", "own"), "it has been undone, which no confirmation takes back");
        assertEquals(0, fire(), "a second timer of the same change does nothing");
    }

    @Test
    void aTimerThatIsSetAgainKeepsWhatItKeepsAndIsThereBeforeTheOldOneStops() throws Exception {
        Path plain = file("plain", "before\n");
        assertEquals(0, arm("own", plain), printed);
        Files.writeString(plain, "half\n");
        assertEquals(0, arm("own", plain), printed);
        assertEquals(0, arm("own", plain), printed);
        List<String> calls = Files.readAllLines(directory.resolve("calls")).stream()
                .map(line -> line.replaceAll("--quiet --collect | --on-active.*", ""))
                .toList();
        assertEquals(
                List.of(
                        "systemd-run --unit=guard",
                        "systemd-run --unit=guard-again",
                        "systemctl stop guard.timer",
                        "systemd-run --unit=guard",
                        "systemctl stop guard-again.timer"),
                calls);
        assertEquals(0, fire(), printed);
        assertEquals("before\n", Files.readString(plain));
    }

    @Test
    void aFileThatIsNotInForceYetIsPutBackByTheServiceThatReadsIt() throws Exception {
        Path config = file("config", "good\n");
        Path other = file("other", "one\n");
        assertEquals(0, arm("own", config), printed);
        Files.writeString(config, "bad\n");
        assertEquals(0, sh(RevertTimer.CONFIRM, "guard", "keep"), printed);
        assertEquals(0, sh(RevertTimer.CONFIRM, "guard", "keep"), "an answer that was lost is given again");
        assertEquals(0, arm("own", other), printed);
        assertEquals(other + "\n", printed);
        Files.writeString(other, "two\n");
        assertEquals(0, sh(RevertTimer.CONFIRM, "guard", "own"), printed);
        assertEquals(0, arm("all"), printed);
        assertEquals(config + "\n", printed);
        assertEquals(0, fire(), printed);
        assertEquals("good\n", Files.readString(config));
        assertEquals("two\n", Files.readString(other));
        assertEquals(0, arm("all"), printed);
        assertEquals(0, sh(RevertTimer.CONFIRM, "guard", "all"), printed);
        assertFalse(Files.exists(directory.resolve("run/guard")));
    }

    @Test
    void aServiceAloneHasNoFiles() throws Exception {
        assertEquals(0, arm("all"), printed);
        assertEquals("", printed);
        assertEquals(0, fire(), printed);
        assertEquals(0, arm("all"), printed);
        assertEquals(0, sh(RevertTimer.CONFIRM, "guard", "keep"), printed);
    }

    @Test
    void withoutSystemdNothingIsKept() throws Exception {
        Files.delete(directory.resolve("run/systemd/system"));
        assertEquals(69, arm("own", file("plain", "")));
        Files.createDirectories(directory.resolve("run/systemd/system"));
        Files.delete(directory.resolve("bin/systemd-run"));
        others = "";
        assertEquals(69, arm("own", file("plain", "")));
        assertFalse(Files.exists(directory.resolve("run/guard")));
    }
}

package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The lab by its verb, and the clients of others in it. */
@Timeout(120)
class LabVerbTest {
    @TempDir
    Path directory;

    private Shell shell;

    @BeforeEach
    void set() {
        shell = new Shell(directory);
    }

    private Shell.Result lab(String... words) {
        var all = new ArrayList<>(List.of("lab"));
        all.addAll(Arrays.asList(words));
        all.addAll(List.of("--directory", directory.resolve("lab").toString()));
        return shell.run(all.toArray(String[]::new));
    }

    private String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .directory(directory.toFile())
                .start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), out);
        return out;
    }

    @Test
    void sshFindsAHostInIt() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/ssh")), "there is no ssh here to try it with");
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "key");
        String key = Files.readString(directory.resolve("key.pub")).strip();
        var started = lab("start");
        assertEquals(Exit.DONE, started.code(), started.err());
        try {
            var placed = lab("place", "ssh", "neo", "address=10.0.3.10:22", "user=root", "authorized=" + key);
            assertEquals(Exit.DONE, placed.code(), placed.err());
            String port = Files.readAllLines(directory.resolve("lab/addresses")).stream()
                    .filter(line -> line.startsWith("10.0.3.10:22 "))
                    .map(line -> line.substring(line.lastIndexOf(':') + 1))
                    .findFirst()
                    .orElseThrow();
            String answer = run(
                    "ssh",
                    "-i",
                    "key",
                    "-p",
                    port,
                    "-o",
                    "StrictHostKeyChecking=no",
                    "-o",
                    "UserKnownHostsFile=known",
                    "-o",
                    "LogLevel=ERROR",
                    "root@127.0.0.1",
                    "echo hello > /tmp/a; cat /tmp/a; id -un");
            assertEquals("hello\nroot\n", answer);
        } finally {
            assertEquals(Exit.DONE, lab("stop").code());
        }
    }

    @Test
    void whatIsNotThereIsSaid() {
        var asked = lab("state");
        assertEquals(Exit.FAILED, asked.code());
        assertTrue(asked.err().contains("start it with: slipway lab start"), asked.err());
        assertEquals(Exit.USAGE, lab("frobnicate").code());
        assertEquals(Exit.USAGE, lab("fault").code());
    }
}

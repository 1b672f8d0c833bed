package dev.slipway.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.provide.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is called off ends over there in depth, on a real machine: only there do programs start others. */
@Timeout(120)
class RemoteKillTest {
    @TempDir
    Path directory;

    /** Runs scripts on the target, calls them off when each has left its mark, and waits for them. */
    private String left(int count, String script) throws Exception {
        assumeTrue(OpenSshBed.isPossible(), "sshd of OpenSSH is not on this machine");
        try (var bed = new OpenSshBed(Files.createDirectories(directory.resolve("bed")));
                var connections = new Connections(directory, bed.dialer(), Optional.empty())) {
            var errand = new Errand();
            var threads = new ArrayList<Thread>();
            for (int i = 0; i < count; i++) {
                String mark = bed.directory() + "/mark" + i;
                var thread = new Thread(() -> {
                    try {
                        connections
                                .on(bed.target(), errand)
                                .script(script + "\ntouch " + mark + "; wait", Map.of(), line -> {});
                    } catch (Failure e) {
                        errand.say("ended: " + e.getMessage());
                    }
                });
                thread.start();
                threads.add(thread);
            }
            for (int i = 0; i < count; i++) {
                for (int n = 0; n < 400 && Files.notExists(Path.of(bed.directory() + "/mark" + i)); n++) {
                    TimeUnit.MILLISECONDS.sleep(25);
                }
            }
            errand.cancel();
            for (Thread thread : threads) {
                thread.join(30_000);
            }
            String running = sleeping();
            for (int n = 0; n < 200 && !running.isEmpty(); n++) {
                TimeUnit.MILLISECONDS.sleep(50);
                running = sleeping();
            }
            return running;
        }
    }

    /** The target is this machine. */
    private static String sleeping() {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.contains("sleep 7654321"))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void whoHasLeftTheGroupAndWhoDoesNotListen() throws Exception {
        assertEquals("", left(1, "setsid sh -c 'sleep 7654321 & wait' & sh -c 'trap \"\" TERM; sleep 7654321' &"));
    }

    @Test
    void whatBecameRoot() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/sudo")), "sudo is not on this machine");
        assumeTrue("root".equals(System.getProperty("user.name")), "who tests may not become root");
        assertEquals("", left(1, "sudo -n -- sh -c 'sleep 7654321 & sleep 7654321; true' &"));
    }

    @Test
    void evenWhenTheServerBearsNoMoreAtOnce() throws Exception {
        assertEquals("", left(4, "sleep 7654321 &"));
    }
}

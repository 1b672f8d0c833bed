package dev.slipway.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.model.Fields;
import dev.slipway.model.Secret;
import dev.slipway.model.Value;
import dev.slipway.provide.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every SSH server, be it a real one or the one of the lab. */
@Timeout(120)
abstract class RemoteContract {
    private final Errand errand = new Errand();
    private Bed bed;
    private Connections connections;

    @TempDir
    Path directory;

    abstract Bed make(Path directory) throws Exception;

    @BeforeEach
    void open() throws Exception {
        assumeTrue(Keys.canBeMade(), "ssh-keygen is not on this machine");
        bed = make(Files.createDirectories(directory.resolve("bed")));
        connections = new Connections(directory, bed.dialer(), Optional.empty());
    }

    @AfterEach
    void close() throws Exception {
        if (bed != null) {
            connections.close();
            bed.close();
        }
    }

    private Remote.End run(Fields host, String script) {
        return connections.on(host, errand).script(script, Map.of(), line -> {});
    }

    @Test
    void programsSayAndEnd() {
        var lines = new CopyOnWriteArrayList<String>();
        Remote.End end = connections
                .on(bed.target(), errand)
                .script(
                        "echo \"$GREETING\"; echo oops >&2; exit 3",
                        Map.of("GREETING", "it's $HOME 'quoted'"),
                        lines::add);
        assertEquals(new Remote.End(3, "it's $HOME 'quoted'\n", "oops\n"), end);
        assertTrue(lines.containsAll(List.of("it's $HOME 'quoted'", "oops")), lines::toString);
        assertEquals(1, run(bed.target(), "false\necho never").status(), "a script ends at the first failure");
    }

    @Test
    void aHostIsPinnedAtFirstAndKnownAfterwards() {
        run(bed.target(), "true");
        assertEquals(
                1,
                errand.said.stream().filter(line -> line.startsWith("NOTE: ")).count());
        try (var again = new Connections(directory, bed.dialer(), Optional.empty())) {
            again.on(bed.target(), errand).look("true", List.of());
        }
        assertEquals(1, errand.said.size(), errand.said::toString);
    }

    @Test
    void aHostWithAnotherKeyIsRefused() throws Exception {
        run(bed.target(), "true");
        bed.changeHostKey();
        try (var again = new Connections(directory, bed.dialer(), Optional.empty())) {
            var refused = assertThrows(
                    Failure.Rejected.class, () -> again.on(bed.target(), errand).look("true", List.of()));
            assertTrue(refused.getMessage().contains("shows the host key SHA256:"), refused.getMessage());
            assertTrue(refused.fix().contains(HostKeys.FILE), refused.fix());
        }
        Fields declared = bed.target().with("hostKey", Value.of("SHA256:somethingElse"));
        assertThrows(Failure.Rejected.class, () -> run(declared, "true"));
    }

    @Test
    void anUnknownKeyOfOursIsRefused() throws Exception {
        Path stranger = Keys.make(directory, "stranger", "ed25519", "");
        Fields host = bed.target().with("key", Value.of(stranger.toString()));
        var refused = assertThrows(Failure.Rejected.class, () -> run(host, "true"));
        assertTrue(refused.getMessage().contains("does not let us in"), refused.getMessage());
    }

    @Test
    void aKeyMayBeASecretWithAPassphrase() throws Exception {
        Path locked = bed.keys().resolve("locked");
        Files.copy(bed.keys().resolve("key"), locked);
        new ProcessBuilder("ssh-keygen", "-q", "-p", "-P", "", "-N", "pass phrase", "-f", locked.toString())
                .start()
                .waitFor();
        errand.secrets.put("env:KEY", Files.readString(locked));
        errand.secrets.put("env:PASS", "pass phrase");
        errand.secrets.put("env:WRONG", "wrong");
        Fields host = bed.target().with("key", Secret.of("env:KEY"));
        assertEquals(
                0, run(host.with("passphrase", Secret.of("env:PASS")), "true").status());
        try (var again = new Connections(directory, bed.dialer(), Optional.empty())) {
            Remote wrong = again.on(host.with("passphrase", Secret.of("env:WRONG")), errand);
            assertThrows(Failure.Rejected.class, () -> wrong.look("true", List.of()));
        }
    }

    @Test
    void theAgentSpeaksForUs() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/ssh-agent")), "ssh-agent is not on this machine");
        String socket = directory.resolve("agent.sock").toString();
        Process agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket).start();
        try {
            for (int i = 0; i < 200 && Files.notExists(Path.of(socket)); i++) {
                TimeUnit.MILLISECONDS.sleep(25);
            }
            var add = new ProcessBuilder(
                    "ssh-add", "-q", bed.keys().resolve("key").toString());
            add.environment().put("SSH_AUTH_SOCK", socket);
            assertEquals(0, add.start().waitFor());
            Fields host = bed.target().with("key", Value.of(null)).with("agent", Value.of(socket));
            assertEquals(0, run(host, "true").status());
        } finally {
            agent.destroy();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecdsa", "rsa"})
    void otherSortsOfKeysAreGood(String type) {
        Path key = bed.keys().resolve("key_" + type);
        assertEquals(
                0,
                run(bed.target().with("key", Value.of(key.toString())), "true").status());
    }

    @Test
    void throughABastion() {
        Fields host = bed.target().with("via", bed.bastion());
        assertEquals("there\n", run(host, "echo there").stdout());
        assertEquals(
                2,
                errand.said.stream().filter(line -> line.startsWith("NOTE: ")).count(),
                "both are pinned");
    }

    @Test
    void moreProgramsThanAConnectionBears() throws Exception {
        var work = new ArrayList<Callable<String>>();
        for (int i = 0; i < 24; i++) {
            String text = "n" + i;
            work.add(() -> run(bed.target(), "sleep 0.1; echo " + text).stdout().strip());
        }
        var pool = Executors.newFixedThreadPool(24);
        var heard = new ArrayList<String>();
        for (var each : pool.invokeAll(work)) {
            heard.add(each.get());
        }
        pool.shutdown();
        for (int i = 0; i < 24; i++) {
            assertEquals("n" + i, heard.get(i));
        }
    }

    @Test
    void whatIsCalledOffEndsOverThere() throws Exception {
        String mark = bed.directory() + "/process";
        var thread = new Thread(() -> {
            try {
                connections.on(bed.target(), errand).script("echo $$ >" + mark + "\nsleep 300", Map.of(), line -> {});
            } catch (Failure e) {
                errand.say("ended: " + e.getMessage());
            }
        });
        thread.start();
        var other = new Errand();
        String process = "";
        for (int i = 0; i < 200 && process.isEmpty(); i++) {
            TimeUnit.MILLISECONDS.sleep(25);
            process = connections
                    .on(bed.target(), other)
                    .look("cat " + mark + " 2>/dev/null", List.of())
                    .stdout()
                    .strip();
        }
        assertFalse(process.isEmpty());
        errand.cancel();
        thread.join(20_000);
        assertFalse(thread.isAlive(), "we are not kept waiting");
        for (int i = 0; i < 100; i++) {
            if (!connections
                    .on(bed.target(), other)
                    .look("kill -0 " + process + " 2>/dev/null", List.of())
                    .isGood()) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new AssertionError("process " + process + " still runs");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aMachineThatFallsSilentIsGivenUp(boolean throughBastion) throws Exception {
        Fields target = bed.target().with("aliveMillis", Value.of(200));
        Fields host = throughBastion ? target.with("via", bed.bastion()) : target;
        var begun = new CompletableFuture<String>();
        var end = CompletableFuture.supplyAsync(
                () -> connections.on(host, errand).script("echo begun\nsleep 300", Map.of(), begun::complete));
        begun.get(30, TimeUnit.SECONDS);
        bed.silence();
        var given = assertThrows(ExecutionException.class, () -> end.get(30, TimeUnit.SECONDS));
        var doubt = assertInstanceOf(Failure.InDoubt.class, given.getCause());
        assertTrue(doubt.getMessage().contains("has not answered for 600 ms"), doubt.getMessage());
        Fields again = host.with("connectMillis", Value.of(300));
        var silent = assertThrows(Failure.Transient.class, () -> run(again, "true"));
        assertTrue(silent.getMessage().contains("cannot be reached"), silent.getMessage());
    }

    @Test
    void aQuietProgramIsWaitedFor() {
        Fields host = bed.target().with("aliveMillis", Value.of(50)).with("via", bed.bastion());
        assertEquals("done\n", run(host, "sleep 0.7; echo done").stdout());
    }

    @Test
    void aScriptCutShortIsNotRun() throws Exception {
        String mark = bed.directory() + "/mark";
        bed.cutAfter(60_000);
        String script = "touch " + mark + "\n" + "# padding\n".repeat(20_000);
        assertThrows(Failure.InDoubt.class, () -> run(bed.target(), script));
        TimeUnit.MILLISECONDS.sleep(300);
        assertEquals(1, run(bed.target(), "[ -e " + mark + " ]").status());
    }
}

package dev.slipway.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.dial.Dialer;
import dev.slipway.lab.Fault;
import dev.slipway.lab.Lab;
import dev.slipway.lab.Placement;
import dev.slipway.local.ScriptDirectory;
import dev.slipway.model.Fields;
import dev.slipway.model.Secret;
import dev.slipway.model.TaskKey;
import dev.slipway.model.Value;
import dev.slipway.provide.Failure;
import dev.slipway.provide.ObjectRef;
import dev.slipway.provide.ObservedObject;
import dev.slipway.provide.Resource;
import dev.slipway.ssh.Connections;
import dev.slipway.ssh.Errand;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Everything that stands on a host, on one of the lab where we log in as somebody who may become root. */
@Timeout(60)
class HostKindsTest {
    private static final Fields HOST = Fields.of(
            "name", "neo", "address", "10.0.3.10", "user", "ops", "password", Secret.of("env:PASSWORD"), "sudo", true);

    private final Errand errand = new Errand();
    private Lab lab;
    private Connections connections;
    private Hosts hosts;

    @TempDir
    Path directory;

    @BeforeEach
    void open() {
        errand.secrets.put("env:PASSWORD", "opensesame");
        lab = Lab.open(directory.resolve("lab"), 1);
        lab.place(new Placement(
                "ssh",
                "neo",
                Map.of("address", "10.0.3.10:22", "user", "ops", "password", "opensesame", "sudo", "ops")));
        connections = new Connections(directory, Dialer.lab(directory.resolve("lab")), Optional.empty());
        hosts = new Hosts(connections);
    }

    @AfterEach
    void close() {
        connections.close();
        lab.close();
    }

    private static Fields on(Object... what) {
        return Fields.of(what).with("host", HOST);
    }

    private static ObjectRef subject(Fields inputs, String id) {
        return new ObjectRef(new TaskKey("host.test", "t"), id, inputs, Fields.NONE);
    }

    private static <T> T done(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Failure failure ? failure : e;
        }
    }

    private Optional<ObservedObject> read(Resource kind, Fields inputs) {
        return done(kind.read(subject(inputs, "x"), errand));
    }

    private String shell(String script) {
        return connections.on(HOST, errand).look(script, List.of()).stdout();
    }

    @Test
    void weAreRoot() {
        assertEquals("root\n", shell("id -un"));
        Fields plain = HOST.with("sudo", Value.of(false));
        assertEquals(
                "ops\n", connections.on(plain, errand).look("id -un", List.of()).stdout());
    }

    @Test
    void aLineIsAddedReplacedAndRemovedAndTheRestStays() {
        var lines = new HostLines(hosts);
        Fields first = on("path", "/etc/names", "line", "10.0.3.10 neo");
        assertEquals(Optional.empty(), read(lines, first));
        var missing = assertThrows(Failure.Rejected.class, () -> done(lines.create(first, errand)));
        assertTrue(missing.getMessage().contains("there is no file /etc/names on neo"), missing.getMessage());
        shell("printf '127.0.0.1 localhost\\nip=old\\n' >/etc/names; chmod 600 /etc/names");
        assertEquals(Optional.empty(), read(lines, first));
        done(lines.create(first, errand));
        done(lines.create(first, errand));
        assertTrue(read(lines, first).isPresent());
        done(lines.create(on("path", "/etc/names", "line", "ip=new", "matching", "^ip="), errand));
        assertEquals("127.0.0.1 localhost\nip=new\n10.0.3.10 neo\n", shell("cat /etc/names"));
        Fields second = on("path", "/etc/names", "line", "10.0.3.11 neo");
        done(lines.update(subject(first, "x"), second, errand));
        assertEquals("127.0.0.1 localhost\nip=new\n10.0.3.11 neo\n", shell("cat /etc/names"));
        done(lines.delete(subject(second, "x"), errand));
        assertEquals("127.0.0.1 localhost\nip=new\n600\n", shell("cat /etc/names; stat -c %a /etc/names"));
    }

    @Test
    void workIsDoneOnceAndSaysNothingSecret() {
        var runs = new HostRuns(hosts);
        errand.secrets.put("env:TOKEN", "hunter2-canary");
        Fields work = on(
                "script",
                "echo \"token $TOKEN\"; echo done >>/srv/log",
                "environment",
                Fields.of("TOKEN", Secret.of("env:TOKEN")));
        ObservedObject seen = done(runs.create(work, errand));
        assertTrue(
                !seen.toString().contains("hunter2") && !errand.said.toString().contains("hunter2"));
        Fields elsewhere = work.with("host", HOST.with("port", Value.of(22)));
        done(runs.update(subject(work, "done"), elsewhere, errand));
        assertEquals("done\n", shell("cat /srv/log"), "another way to the same host does nothing again");
        done(runs.update(subject(work, "done"), work.with("script", Value.of("echo again >>/srv/log")), errand));
        assertEquals("done\nagain\n", shell("cat /srv/log"));
        Fields guarded = on("script", "touch /srv/there", "unless", "[ -e /srv/there ]");
        assertEquals(Optional.empty(), read(runs, guarded));
        done(runs.create(guarded, errand));
        assertTrue(read(runs, guarded).isPresent());
        Fields otherwise = guarded.with("script", Value.of("echo otherwise >>/srv/log"));
        done(runs.update(subject(guarded, "done"), otherwise, errand));
        assertEquals("done\nagain\n", shell("cat /srv/log"), "the guard says that it is done");
        done(runs.update(subject(guarded, "done"), otherwise.with("needs", Value.of(List.of("x"))), errand));
        assertEquals("done\nagain\notherwise\n", shell("cat /srv/log"));
        var failed = assertThrows(
                Failure.Rejected.class, () -> done(runs.create(on("script", "echo why >&2; exit 4"), errand)));
        assertTrue(failed.getMessage().contains("status 4, and said: why"), failed.getMessage());
    }

    @Test
    void packagesAndTheirServices() {
        var packages = new HostPackages(hosts);
        var services = new HostServices(hosts);
        Fields wanted = on("names", List.of("nginx", "jq"));
        Fields service = on("name", "nginx", "running", false, "enabled", false);
        assertEquals(Optional.empty(), read(services, service));
        var missing = assertThrows(Failure.Rejected.class, () -> done(services.create(service, errand)));
        assertTrue(missing.getMessage().contains("nginx"), missing.getMessage());
        assertEquals(Optional.empty(), read(packages, wanted));
        assertEquals(
                wanted.get("names"),
                done(packages.create(wanted, errand)).fields().get("names"));
        assertEquals(
                Value.of(true), read(services, service).orElseThrow().fields().get("running"));
        ObservedObject stopped = done(services.create(service, errand));
        assertEquals(Value.of(false), stopped.fields().get("running"));
        assertEquals(Value.of(false), stopped.fields().get("enabled"));
        var unknown = assertThrows(
                Failure.Rejected.class, () -> done(packages.create(on("names", List.of("nonsense")), errand)));
        assertTrue(unknown.getMessage().contains("Unable to locate package nonsense"), unknown.getMessage());
    }

    @Test
    void settingsOfTheKernelLast() {
        var settings = new HostSettings(hosts);
        Fields wanted = on("key", "net.ipv4.ip_forward", "value", "1");
        assertEquals("", read(settings, wanted).orElseThrow().fields().text("lasting"), "nobody set it for good");
        ObservedObject seen = done(settings.create(wanted, errand));
        assertEquals("1", seen.fields().text("value"));
        assertEquals("net.ipv4.ip_forward = 1\n", shell("cat /etc/sysctl.d/90-slipway-net.ipv4.ip_forward.conf"));
        shell("sysctl -w net.ipv4.ip_forward=0");
        assertEquals("0", read(settings, wanted).orElseThrow().fields().text("value"));
        assertThrows(
                Failure.Rejected.class, () -> done(settings.create(on("key", "net.nonsense", "value", "1"), errand)));
    }

    @Test
    void aFullDiskLeavesTheOldFile() {
        var files = new HostFiles(hosts, new ScriptDirectory(directory));
        Fields before = on("path", "/srv/f", "content", "old", "mode", "0644");
        done(files.create(before, errand));
        lab.fault(new Fault("disk-full", "neo", "", 1));
        var full = assertThrows(
                Failure.Rejected.class,
                () -> done(files.update(subject(before, "x"), before.with("content", Value.of("new")), errand)));
        assertTrue(full.getMessage().contains("No space left on device"), full.getMessage());
        assertEquals("old", shell("cat /srv/f").strip());
        assertEquals("f\n", shell("ls -A /srv"));
    }
}

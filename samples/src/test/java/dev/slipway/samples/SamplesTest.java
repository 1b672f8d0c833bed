package dev.slipway.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.apply.Outcome;
import dev.slipway.embed.Cluster;
import dev.slipway.embed.Slipway;
import dev.slipway.plan.Options;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every script of the samples, in a directory of its own, until there is nothing to do. */
class SamplesTest {
    @TempDir
    Path directory;

    private Slipway slipway = Slipway.here();

    @BeforeEach
    void begin() {
        slipway = slipway.variable("SLIPWAY_CACHE", directory.resolve("cache").toString())
                .variable("SLIPWAY_CONFIG", directory.resolve("config").toString());
    }

    /** The sample as it was checked out, without the state and the files that a reader's run of it left there. */
    private Path copied(String sample) throws IOException {
        Path target = directory.resolve(sample);
        try (var files = Files.walk(Path.of(sample))) {
            for (Path file : files.filter(SamplesTest::isSource).toList()) {
                Path to = target.resolve(Path.of(sample).relativize(file));
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        return target;
    }

    private static boolean isSource(Path file) {
        for (Path part : file) {
            if (Set.of(".slipway", "out").contains(part.toString())) {
                return false;
            }
        }
        return Files.isRegularFile(file);
    }

    /** Brings it up and says what was done. */
    private Set<String> up(Slipway given, Path script) {
        try (Cluster cluster = given.load(script)) {
            assertEquals(0, cluster.warnings().size(), cluster.warnings().toString());
            Outcome outcome = cluster.up(Options.NORMAL, plan -> true);
            assertTrue(outcome.isGood(), outcome.problems().toString());
            var done = new TreeSet<String>();
            outcome.results().stream()
                    .filter(result -> result.status() == Outcome.Status.DONE)
                    .forEach(result -> done.add(result.key().toString()));
            return done;
        }
    }

    private void nothingToDo(Slipway given, Path script) {
        try (Cluster cluster = given.load(script)) {
            assertTrue(cluster.plan().isEmpty(), cluster.plan().acting().toString());
        }
    }

    @Test
    void hello() throws IOException {
        Path script = copied("hello").resolve("hello.main.kts");
        assertEquals(Set.of("exec/count", "file/out/greeting.txt", "task/loud"), up(slipway, script));
        nothingToDo(slipway, script);
        assertEquals("HELLO, WORLD!\n", Files.readString(script.resolveSibling("out/loud.txt")));
        assertEquals(3, up(slipway.with("who", "you"), script).size());
    }

    @Test
    void backup() throws IOException {
        Path script = copied("adhoc").resolve("backup.main.kts");
        up(slipway, script);
        nothingToDo(slipway, script);
        assertTrue(Files.readString(script.resolveSibling("out/verified.txt")).startsWith("read back on"));
        Files.writeString(script.resolveSibling("documents/new.txt"), "new");
        assertEquals(Set.of("archive/out/backup.tar.gz", "exec/read back", "task/checksums"), up(slipway, script));
    }

    @Test
    void report() throws IOException {
        Path script = copied("adhoc").resolve("report.main.kts");
        up(slipway, script);
        nothingToDo(slipway, script);
        Path report = script.resolveSibling("out/report.md");
        assertTrue(
                Files.readString(report).contains("| 2026-11-18 | 2 |\n| 2026-11-19 | 0 |"), Files.readString(report));
        Files.writeString(script.resolveSibling("logs/2026-11-21.log"), "07:00:00 ERROR again\n");
        Slipway more = slipway.variable("DAYS", "2026-11-18 2026-11-19 2026-11-20 2026-11-21");
        assertEquals(Set.of("exec/errors of 2026-11-21", "task/report"), up(more, script));
    }

    @Test
    void release() throws Exception {
        Path script = copied("adhoc").resolve("release.main.kts");
        byte[] tool = "#!/bin/sh\necho 1.4.2\n".getBytes(StandardCharsets.UTF_8);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(tool);
        byte[] sums = (HexFormat.of().formatHex(digest) + "  tool-1.4.2\n").getBytes(StandardCharsets.UTF_8);
        HttpServer server = serving(Map.of("/SHA256SUMS", sums, "/tool-1.4.2", tool));
        try {
            Slipway given = slipway.with(
                    "mirror", "http://127.0.0.1:" + server.getAddress().getPort());
            up(given, script);
            nothingToDo(given, script);
            assertTrue(Files.isExecutable(script.resolveSibling("download/tool-1.4.2")));
            assertEquals("tool-1.4.2: OK\n", Files.readString(script.resolveSibling("download/verified.txt")));
        } finally {
            server.stop(0);
        }
    }

    /** Without hosts to talk to: what the script says, and that it is in order. */
    @Test
    void proxmox() throws IOException {
        Path script = copied("proxmox").resolve("cluster.main.kts");
        try (Cluster cluster = slipway.load(script)) {
            assertEquals(30, cluster.graph().size());
            assertEquals(0, cluster.warnings().size(), cluster.warnings().toString());
        }
    }

    /** Without a cluster: what the script says, and that it is in order. */
    @Test
    void kubernetes() throws IOException {
        Path script = copied("kubernetes").resolve("cluster.main.kts");
        try (Cluster cluster = slipway.load(script)) {
            assertEquals(20, cluster.graph().size());
            assertEquals(0, cluster.warnings().size(), cluster.warnings().toString());
        }
    }

    /** Without hosts to log in to: what the script says, and that it is in order. */
    @Test
    void hosts() throws IOException {
        Path script = copied("hosts").resolve("web.main.kts");
        try (Cluster cluster = slipway.variable("SSH_KEY", "no key").load(script)) {
            assertEquals(15, cluster.graph().size());
            assertEquals(0, cluster.warnings().size(), cluster.warnings().toString());
        }
    }

    private static HttpServer serving(Map<String, byte[]> files) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] bytes = files.getOrDefault(exchange.getRequestURI().getPath(), new byte[0]);
            exchange.sendResponseHeaders(bytes.length == 0 ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        return server;
    }

    @Test
    void everyScriptOfTheSamplesIsRun() throws IOException {
        try (var files = Files.walk(Path.of(""))) {
            var scripts = new TreeSet<String>();
            files.map(Path::toString)
                    .filter(file -> file.endsWith(".main.kts") && !file.startsWith("target"))
                    .forEach(scripts::add);
            assertEquals(
                    Set.of(
                            "adhoc/backup.main.kts",
                            "adhoc/release.main.kts",
                            "adhoc/report.main.kts",
                            "hello/hello.main.kts",
                            "hosts/web.main.kts",
                            "kubernetes/cluster.main.kts",
                            "proxmox/cluster.main.kts"),
                    scripts,
                    "a new sample needs a test here");
        }
    }
}

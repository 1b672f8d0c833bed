package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operators and a remote cache: Debian's nginx, which takes files with WebDAV, behind a password. */
class RemoteCacheTest {
    private static final String PASSWORD = "c4nary-0f-the-cache";

    @TempDir
    Path directory;

    private Path served = Path.of("unset");
    private Nginx server = Nginx.NONE;
    private String script = "";

    @BeforeEach
    void start() throws Exception {
        served = Files.createDirectory(directory.resolve("served"));
        server = Nginx.serving(served, "bot", PASSWORD);
        for (String machine : List.of("a", "b")) {
            Path in = Files.createDirectories(directory.resolve(machine).resolve("public"));
            Files.writeString(in.resolve("index.html"), "<p>hello</p>");
        }
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    /** A machine of its own: another directory, another cache of the user. */
    private Shell machine(String name) {
        var shell = new Shell(directory.resolve(name))
                .with("CACHE_PASSWORD", "bot:" + PASSWORD)
                .with("SLIPWAY_CACHE_URL", server.address())
                .with("SLIPWAY_CACHE_CREDENTIAL", "env:CACHE_PASSWORD");
        script = shell.write(
                        "site.main.kts",
                        "import dev.slipway.dsl.*",
                        "archive(\"site.zip\") { from(\"public\"); strip = \"public\" }")
                .toString();
        return shell;
    }

    @Test
    void whatOneMachineSendsAnotherTakes() throws IOException {
        var sent = machine("a").run(script, "up", "--yes", "--cache-mode", "read-write");
        assertEquals(Exit.DONE, sent.code(), sent.err());
        assertEquals("", sent.err());
        assertTrue(
                sent.out().contains("Remote cache " + server.address() + ": 0 results taken, 1 sent.\n"), sent.out());
        var taken = machine("b").run(script, "up", "--yes");
        assertTrue(taken.out().contains("archive/site.zip: taken from the cache"), taken.out());
        assertTrue(
                taken.out().contains("Remote cache " + server.address() + ": 1 result taken, 0 sent.\n"), taken.out());
        assertEquals(-1, Files.mismatch(directory.resolve("a/site.zip"), directory.resolve("b/site.zip")));
        assertFalse((sent.out() + taken.out()).contains(PASSWORD));
    }

    @Test
    void nothingIsSentUnlessThatWasAskedFor() throws IOException {
        var run = machine("a").run(script, "up", "--yes", "--json");
        assertEquals(Exit.DONE, run.code(), run.err());
        assertTrue(
                run.out().contains("\"event\":\"cache\",\"url\":\"" + server.address() + "\",\"taken\":0,\"sent\":0"),
                run.out());
        assertEquals(List.of(), files(served));
    }

    @Test
    void aWrongPasswordIsReportedOnceAndTheRunGoesOn() {
        var run =
                machine("a").with("CACHE_PASSWORD", "bot:wrong").run(script, "up", "--yes", "--cache-mode=read-write");
        assertEquals(Exit.DONE, run.code(), run.err());
        assertTrue(Files.exists(directory.resolve("a/site.zip")));
        String warning = "warning: the remote cache at " + server.address()
                + " failed: it does not allow GET with this credential (401)";
        assertTrue(run.err().startsWith(warning), run.err());
        assertEquals(1, run.err().split("warning: ", -1).length - 1, run.err());
    }

    @Test
    void aMissingCredentialIsNamedWithoutItsValue() {
        var run = machine("a").with("CACHE_PASSWORD", "").run(script, "up", "--yes");
        assertEquals(Exit.DONE, run.code(), run.err());
        assertTrue(run.err().contains("the environment variable CACHE_PASSWORD is empty"), run.err());
    }

    @Test
    void aServerThatIsGoneIsReportedOnceAndTheRunGoesOn() throws Exception {
        server.close();
        var run = machine("a").run(script, "up", "--yes", "--cache-mode", "read-write");
        assertEquals(Exit.DONE, run.code(), run.err());
        assertEquals(1, run.err().split("warning: ", -1).length - 1, run.err());
    }

    @Test
    void aDamagedFileOfTheServerIsNotTaken() throws IOException {
        machine("a").run(script, "up", "--yes", "--cache-mode", "read-write");
        for (Path file : files(served.resolve("cas"))) {
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
        }
        var run = machine("b").run(script, "up", "--yes");
        assertEquals(Exit.DONE, run.code(), run.err());
        assertTrue(run.err().contains("it gives out damaged blobs"), run.err());
        assertEquals(-1, Files.mismatch(directory.resolve("a/site.zip"), directory.resolve("b/site.zip")));
    }

    @Test
    void neitherAWrongAddressNorAWrongReferenceIsEchoed() {
        String[][] wrong = {
            {"--cache", "https://bot:" + PASSWORD + "@cache.example/"},
            {"--cache", "https://cache.example/?token=" + PASSWORD},
            {"--cache", "https://cache example/" + PASSWORD},
            {"--cache-credential", PASSWORD},
            {"--cache-credential", "bot:" + PASSWORD},
            {"--cache", "http://cache.example/"},
            {"--cache-mode", "write"},
        };
        for (String[] typed : wrong) {
            var run = machine("a").run(script, "up", "--yes", typed[0], typed[1]);
            assertEquals(Exit.FAILED, run.code(), String.join(" ", typed));
            assertFalse((run.out() + run.err()).contains(PASSWORD), run.err());
        }
        assertTrue(Files.notExists(directory.resolve("a/site.zip")));
    }

    private static List<Path> files(Path below) throws IOException {
        try (var all = Files.walk(below)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}

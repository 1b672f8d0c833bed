package dev.slipway.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.local.Place;
import dev.slipway.model.Fields;
import dev.slipway.model.Secret;
import dev.slipway.model.TaskKey;
import dev.slipway.model.Value;
import dev.slipway.provide.Failure;
import dev.slipway.provide.Rung;
import dev.slipway.provide.Seen;
import dev.slipway.provide.Subject;
import dev.slipway.ssh.Bed;
import dev.slipway.ssh.Connections;
import dev.slipway.ssh.Errand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files on hosts, real ones and those of the lab. */
@Timeout(300)
abstract class FilesContract {
    private final Errand errand = new Errand();
    private Bed bed;
    private Connections connections;
    private HostFiles files;

    @TempDir
    Path directory;

    abstract Bed make(Path directory) throws Exception;

    @BeforeEach
    void open() throws Exception {
        bed = make(Files.createDirectories(directory.resolve("bed")));
        connections = new Connections(directory, bed.dialer(), Optional.empty());
        files = new HostFiles(new Hosts(connections), new Place(directory));
    }

    @AfterEach
    void close() throws Exception {
        if (bed != null) {
            connections.close();
            bed.close();
        }
    }

    private Fields file(String name, String content) {
        return Fields.of(
                "host", bed.target(), "path", bed.directory() + "/" + name, "content", content, "mode", "0640");
    }

    private static <T> T done(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Failure failure ? failure : e;
        }
    }

    private Subject subject(Fields inputs) {
        return new Subject(new TaskKey("host.file", "f"), "", inputs, Fields.NONE);
    }

    private Optional<Seen> read(Fields inputs) {
        return done(files.read(subject(inputs), errand));
    }

    private String shell(String script) {
        return connections.on(bed.target(), errand).look(script, List.of()).stdout();
    }

    @Test
    void aFileIsAsDeclaredAndSeenAsItIs() {
        Fields wanted = file("deep/er/it's a file", "hello\nworld");
        assertEquals(Optional.empty(), read(wanted));
        Seen made = done(files.create(wanted, errand));
        assertEquals(wanted.get("content"), made.fields().get("content"));
        assertEquals("0640", made.fields().text("mode"));
        assertEquals(made.fields(), read(wanted).orElseThrow().fields());

        Fields other = wanted.with("content", Value.of("hello\nthere"));
        assertTrue(read(other).orElseThrow().fields().text("content").startsWith("(other content"));
        done(files.update(subject(wanted), other, errand));
        assertEquals("hello\nthere", read(other).orElseThrow().fields().text("content"));
        assertEquals("", shell("ls -A '" + bed.directory() + "/deep/er' | grep part"), "no draft is left");
        done(files.delete(subject(other), errand));
        done(files.delete(subject(other), errand));
        assertEquals(Optional.empty(), read(other));
    }

    @Test
    void aTokenTellsWhetherAnybodyTouchedIt() throws Exception {
        Fields wanted = file("token", "x");
        done(files.create(wanted, errand));
        TimeUnit.MILLISECONDS.sleep(1100);
        var token = done(files.token(subject(wanted), errand)).orElseThrow();
        assertEquals(token, read(wanted).orElseThrow().tokens().get(Rung.OBJECT));
        shell("printf y >'" + wanted.text("path") + "'");
        assertNotEquals(Optional.of(token), done(files.token(subject(wanted), errand)), "at once, though it is fresh");
        TimeUnit.MILLISECONDS.sleep(1100);
        assertNotEquals(Optional.of(token), done(files.token(subject(wanted), errand)));
    }

    @Test
    void whatIsSecretIsSeenOnlyAsTheReference() {
        errand.secrets.put("env:T", "hunter2");
        Fields wanted = file("secret", "").with("content", Secret.of("env:T"));
        Seen made = done(files.create(wanted, errand));
        assertEquals("hunter2", shell("cat '" + wanted.text("path") + "'").strip());
        assertEquals(wanted.get("content"), made.fields().get("content"));
        assertEquals("", made.fields().text("sha256"), "the digest of a secret can be guessed from");
    }

    @Test
    void whatIsNoFileIsNotOverwritten() {
        Fields wanted = file("dir", "x");
        shell("mkdir -p '" + wanted.text("path") + "'");
        assertThrows(Failure.Rejected.class, () -> read(wanted));
    }

    @Test
    void aFileIsNeverHalfWritten() throws Exception {
        Fields small = file("big", "small");
        done(files.create(small, errand));
        connections.close();
        Fields big = small.with("content", Value.of("0123456789abcdef".repeat(60_000)));
        bed.cutAfter(200_000);
        var broke = assertThrows(Failure.class, () -> done(files.update(subject(small), big, errand)));
        assertTrue(broke instanceof Failure.InDoubt || broke instanceof Failure.Transient, broke::toString);
        for (int i = 0;
                i < 100 && !shell("ls -A '" + bed.directory() + "'").strip().equals("big");
                i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertEquals("small", read(small).orElseThrow().fields().text("content"), "as it was");
        assertEquals("big", shell("ls -A '" + bed.directory() + "'").strip(), "and no draft is left");
        done(files.update(subject(small), big, errand));
        assertEquals(big.get("content"), read(big).orElseThrow().fields().get("content"));
    }

    @Test
    void aThousandFiles() throws Exception {
        var work = new ArrayList<Callable<Seen>>();
        for (int i = 0; i < 1000; i++) {
            Fields wanted = file("many/f" + i, "content of " + i);
            work.add(() -> done(files.create(wanted, errand)));
        }
        var pool = Executors.newFixedThreadPool(16);
        long before = System.nanoTime();
        for (var each : pool.invokeAll(work)) {
            each.get();
        }
        System.out.println(
                getClass().getSimpleName() + ": 1,000 files in " + (System.nanoTime() - before) / 1_000_000 + " ms");
        pool.shutdown();
        assertEquals(
                "1000", shell("ls -A '" + bed.directory() + "/many' | wc -l").strip());
        assertEquals(
                "content of 777",
                shell("cat '" + bed.directory() + "/many/f777'").strip());
    }
}

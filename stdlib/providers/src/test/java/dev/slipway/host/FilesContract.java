package dev.slipway.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.local.ScriptDirectory;
import dev.slipway.model.Fields;
import dev.slipway.model.Secret;
import dev.slipway.model.TaskKey;
import dev.slipway.model.Value;
import dev.slipway.provide.Failure;
import dev.slipway.provide.LookDepth;
import dev.slipway.provide.ObjectRef;
import dev.slipway.provide.ObservedObject;
import dev.slipway.provide.Token;
import dev.slipway.ssh.Bed;
import dev.slipway.ssh.Connections;
import dev.slipway.ssh.Errand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        files = new HostFiles(new Hosts(connections), new ScriptDirectory(directory));
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

    private ObjectRef subject(Fields inputs) {
        return new ObjectRef(new TaskKey("host.file", "f"), "", inputs, Fields.NONE);
    }

    private Optional<ObservedObject> read(Fields inputs) {
        return done(files.read(subject(inputs), errand));
    }

    private String shell(String script) {
        return connections.on(bed.target(), errand).look(script, List.of()).stdout();
    }

    @Test
    void aFileIsAsDeclaredAndSeenAsItIs() {
        Fields wanted = file("deep/er/it's a file", "hello\nworld");
        assertEquals(Optional.empty(), read(wanted));
        ObservedObject made = done(files.create(wanted, errand));
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

    private Map<String, Token> listed(List<ObjectRef> subjects) {
        var listing = files.listing(subjects.get(0)).orElseThrow();
        return done(files.list(listing, subjects, errand));
    }

    @Test
    void aLookAtManyTellsWhichOfThemSomebodyTouched() {
        var made = new ArrayList<ObjectRef>();
        var tokens = new HashMap<String, Token>();
        for (String name : List.of("one", "it's $2", "three")) {
            ObservedObject seen = done(files.create(file(name, "x"), errand));
            made.add(new ObjectRef(new TaskKey("host.file", name), seen.id(), file(name, "x"), seen.fields()));
            tokens.put(seen.id(), Objects.requireNonNull(seen.tokens().get(LookDepth.COLLECTION)));
        }
        assertEquals(tokens, listed(made), "at once, though they are fresh");
        shell("printf y >'" + bed.directory() + "/three'; chmod 600 '" + bed.directory() + "/one'");
        var now = listed(made);
        assertEquals(tokens.get(made.get(1).id()), now.get(made.get(1).id()));
        assertNotEquals(tokens.get(made.get(0).id()), now.get(made.get(0).id()), "another mode");
        assertNotEquals(tokens.get(made.get(2).id()), now.get(made.get(2).id()), "another content");
        shell("rm '" + bed.directory() + "/three'");
        assertNotEquals(
                tokens.get(made.get(2).id()), listed(made).get(made.get(2).id()), "gone");
    }

    @Test
    void whatIsSecretIsSeenOnlyAsTheReference() {
        errand.secrets.put("env:T", "hunter2");
        Fields wanted = file("secret", "").with("content", Secret.of("env:T"));
        ObservedObject made = done(files.create(wanted, errand));
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
        var work = new ArrayList<Callable<ObservedObject>>();
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
        var made = new ArrayList<ObjectRef>();
        for (int i = 0; i < 1000; i++) {
            Fields wanted = file("many/f" + i, "content of " + i);
            made.add(new ObjectRef(new TaskKey("host.file", "f" + i), "id" + i, wanted, Fields.NONE));
        }
        before = System.nanoTime();
        assertEquals(1000, listed(made).size());
        System.out.println(
                getClass().getSimpleName() + ": looked at in " + (System.nanoTime() - before) / 1_000_000 + " ms");
        pool.shutdown();
        assertEquals(
                "1000", shell("ls -A '" + bed.directory() + "/many' | wc -l").strip());
        assertEquals(
                "content of 777",
                shell("cat '" + bed.directory() + "/many/f777'").strip());
    }
}

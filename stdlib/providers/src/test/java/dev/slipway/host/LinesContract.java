package dev.slipway.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.model.Fields;
import dev.slipway.model.TaskKey;
import dev.slipway.model.Value;
import dev.slipway.provide.Failure;
import dev.slipway.provide.ObjectRef;
import dev.slipway.ssh.Bed;
import dev.slipway.ssh.Connections;
import dev.slipway.ssh.Errand;
import dev.slipway.ssh.Remote;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Lines of files that other people edit, on real hosts and on those of the lab. */
@Timeout(120)
abstract class LinesContract {
    private static final String PLACE = "file";

    private final Errand errand = new Errand();

    @TempDir
    Path directory;

    abstract Bed make(Path directory) throws Exception;

    private interface Story {
        void on(HostLines lines, Remote host, String path);
    }

    private void tell(Story story) throws Exception {
        try (Bed bed = make(Files.createDirectories(directory.resolve("bed")));
                var connections = new Connections(directory, bed.dialer(), Optional.empty())) {
            var lines = new HostLines(new Hosts(connections));
            host = bed.target();
            path = bed.directory() + "/" + PLACE;
            story.on(lines, connections.on(host, errand), path);
        }
    }

    private Fields host = Fields.NONE;
    private String path = "";

    private Fields line(String line) {
        return Fields.of("host", host, "path", path, "line", line);
    }

    private static <T> T done(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Failure failure ? failure : e;
        }
    }

    private ObjectRef subject(Fields inputs) {
        return new ObjectRef(new TaskKey("host.line", "l"), "x", inputs, Fields.NONE);
    }

    private void add(HostLines lines, Fields line) {
        done(lines.create(line, errand));
        assertTrue(done(lines.read(subject(line), errand)).isPresent(), "it is seen where it was added");
    }

    private static byte[] content(Remote host, String path) {
        return host.fetch("cat -- \"$1\"", List.of(path), 64 << 20).stdout();
    }

    private void put(Remote host, byte[] content) {
        assertTrue(host.change("cat >\"$1\"", List.of(path), content).isGood());
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void aLastLineWithoutAnEndGetsOne() throws Exception {
        tell((lines, host, path) -> {
            put(host, latin("a\nb"));
            add(lines, line("c"));
            assertArrayEquals(latin("a\nb\nc\n"), content(host, path));
            put(host, latin("a\nb"));
            done(lines.update(subject(line("a")), line("d"), errand));
            assertArrayEquals(latin("d\nb"), content(host, path), "nothing but the line has changed");
            put(host, latin(""));
            add(lines, line("first"));
            assertArrayEquals(latin("first\n"), content(host, path));
        });
    }

    @Test
    void carriageReturnsAreKept() throws Exception {
        tell((lines, host, path) -> {
            put(host, latin("a\r\nip=1\r\n"));
            add(lines, line("b"));
            add(lines, line("a"));
            add(lines, line("ip=2").with("matching", Value.of("^ip=\\d$")));
            assertArrayEquals(latin("a\r\nip=2\r\nb\r\n"), content(host, path));
            done(lines.delete(subject(line("a")), errand));
            assertArrayEquals(latin("ip=2\r\nb\r\n"), content(host, path));
        });
    }

    @Test
    void bytesOfOtherEncodingsStayAsTheyAre() throws Exception {
        tell((lines, host, path) -> {
            put(host, latin("gr\u00fcn\n\u0000\u00ff\n"));
            add(lines, line("gr\u00fcn"));
            byte[] now = content(host, path);
            assertEquals("gr\u00fcn\n\u0000\u00ff\ngr\u00c3\u00bcn\n", new String(now, StandardCharsets.ISO_8859_1));
        });
    }

    @Test
    void filesMayBeLargeAndNotTooLarge() throws Exception {
        tell((lines, host, path) -> {
            byte[] large = latin("0123456789abcde\n".repeat(130_000));
            put(host, large);
            add(lines, line("end"));
            assertEquals(large.length + 4, content(host, path).length);
            String doubled = "for i in 1 2 3 4; do cat \"$1\" \"$1\" >\"$1.x\"; mv -f \"$1.x\" \"$1\"; done";
            assertTrue(host.look(doubled, List.of(path)).isGood());
            var refused = assertThrows(Failure.Rejected.class, () -> done(lines.create(line("end"), errand)));
            assertTrue(refused.getMessage().contains("has 33280064 bytes"), refused.getMessage());
        });
    }
}

package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.store.NewerState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What happens on pages between two commands: others run Slipway, and state is not as it should be. */
final class Meanwhile implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Path place;
    private CompletableFuture<Integer> other = CompletableFuture.completedFuture(Exit.DONE);

    Meanwhile(Path place) {
        this.place = place;
    }

    Map<String, Document.Event> events() {
        return Map.of(
                "meanwhile, somebody else runs: slipway state.main.kts up --yes",
                this::somebodyRuns,
                "that run ends",
                this::close,
                "a newer Slipway writes the state",
                () -> NewerState.write(journal()),
                "the first bytes of the state are lost",
                () -> Files.write(journal(), new byte[100]));
    }

    private Path journal() throws IOException {
        try (var files = Files.newDirectoryStream(place.resolve(".slipway/state/state"), "*.journal")) {
            return files.iterator().next();
        }
    }

    private void somebodyRuns() throws Exception {
        other = CompletableFuture.supplyAsync(() -> new Shell(place)
                .run(place.resolve("state.main.kts").toString(), "up", "--yes")
                .code());
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (Files.notExists(place.resolve("a"))) {
            assertTrue(System.nanoTime() < end, "somebody else does not begin");
            Thread.sleep(20);
        }
    }

    @Override
    public void close() throws Exception {
        Files.writeString(place.resolve("go"), "");
        assertEquals(Exit.DONE, other.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }
}

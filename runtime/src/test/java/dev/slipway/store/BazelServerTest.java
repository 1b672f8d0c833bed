package dev.slipway.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same against a server that others wrote, named by SLIPWAY_BAZEL_CACHE_URL. */
class BazelServerTest {
    private static final String VARIABLE = "SLIPWAY_BAZEL_CACHE_URL";

    @Test
    void aRealServerGivesBackWhatItWasGiven(@TempDir Path temp) throws Exception {
        String address = Optional.ofNullable(System.getenv(VARIABLE)).orElse("");
        assumeTrue(!address.isEmpty(), "set " + VARIABLE + " to run this against a real server");
        Path made = Files.createDirectories(temp.resolve("made"));
        Path root = Files.createDirectories(temp.resolve("root"));
        ActionCacheContract.write(made.resolve("out/z.txt"), "z".repeat(3_000_000) + System.nanoTime());
        ActionCacheContract.write(made.resolve("empty"), "");
        Fingerprint action =
                Hasher.of(ByteBuffer.allocate(8).putLong(System.nanoTime()).array());
        List<String> files = List.of("out/z.txt", "empty");
        var reports = new CopyOnWriteArrayList<String>();
        var cache = new HttpCache(CacheServer.at(URI.create(address)), reports::add);

        assertEquals(Optional.empty(), cache.get(action, root, files));
        cache.put(action, ActionCacheContract.OUTPUTS, made, files);
        assertEquals(Optional.of(ActionCacheContract.OUTPUTS), cache.get(action, root, files), reports.toString());
        assertEquals(-1, Files.mismatch(made.resolve("out/z.txt"), root.resolve("out/z.txt")));
        assertEquals(List.of(), reports);
    }
}

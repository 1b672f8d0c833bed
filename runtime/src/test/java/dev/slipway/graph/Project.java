package dev.slipway.graph;

import static dev.slipway.graph.Sample.effect;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import dev.slipway.model.StringValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A script with all that it reads, and the cache of its graph. */
final class Project {
    static final Graph GRAPH =
            Graph.builder().add(effect(1, "vm/a", "cores", 4)).build();

    final Map<String, String> world =
            new HashMap<>(Map.of("HOME", "/root", "env", "dev", "TOKEN", "t", "slipway", "1"));

    private final Path temp;
    private GraphCache cache;

    Project(Path temp) throws IOException {
        this.temp = temp;
        this.cache = new GraphCache(temp.resolve("cache"));
        write(entry(), "cluster(\"home\")");
        write(sibling("parts/net.main.kts"), "network()");
    }

    Path entry() {
        return temp.resolve("project/cluster.main.kts");
    }

    Path sibling(String name) {
        return entry().resolveSibling(name);
    }

    GraphCache cache() {
        return cache;
    }

    GraphCache cache(Clock clock) {
        cache = new GraphCache(temp.resolve("cache"), clock);
        return cache;
    }

    GraphCache cache(Path dir) {
        cache = new GraphCache(dir);
        return cache;
    }

    Lookup find() {
        return cache.find(entry(), read -> digest(read.name()));
    }

    void assertHit() {
        assertTrue(find() instanceof Lookup.Hit, () -> find().toString());
    }

    ReadTracker reads() throws IOException {
        var reads = new ReadTracker(entry());
        reads.file(entry());
        reads.file(sibling("parts/net.main.kts"));
        reads.listing(sibling("parts"));
        reads.exists(sibling("local.yaml"));
        reads.add(TrackedRead.Sort.ENVIRONMENT, "HOME", digest("HOME"));
        reads.add(TrackedRead.Sort.PARAMETER, "env", digest("env"));
        reads.add(TrackedRead.Sort.SECRET, "TOKEN", digest("TOKEN"));
        reads.add(TrackedRead.Sort.VERSION, "slipway", digest("slipway"));
        return reads;
    }

    List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(temp.resolve("cache"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    byte[] theOnlyFile() throws IOException {
        assertEquals(1, files().size());
        return Files.readAllBytes(files().get(0));
    }

    void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        age(file, 100);
    }

    void age(Path file, int seconds) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(seconds)));
    }

    private Fingerprint digest(String name) {
        return Hasher.of(new StringValue(String.valueOf(world.get(name))));
    }
}

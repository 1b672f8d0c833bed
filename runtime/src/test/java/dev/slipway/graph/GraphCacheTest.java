package dev.slipway.graph;

import static dev.slipway.graph.Sample.effect;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import dev.slipway.model.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphCacheTest {
    private static final Graph GRAPH =
            Graph.builder().add(effect(1, "vm/a", "cores", 4)).build();

    @TempDir
    Path temp;

    private Path entry;
    private GraphCache cache;
    private final Map<String, String> world =
            new HashMap<>(Map.of("HOME", "/root", "env", "dev", "TOKEN", "t", "slipway", "1"));

    @BeforeEach
    void aProject() throws IOException {
        entry = temp.resolve("project/cluster.main.kts");
        write(entry, "cluster(\"home\")");
        write(sibling("parts/net.main.kts"), "network()");
        cache = new GraphCache(temp.resolve("cache"));
    }

    @Test
    void hitsWhileNothingHasChanged() throws IOException {
        assertEquals(new Lookup.Miss("no graph is kept for cluster.main.kts"), find());
        cache.keep(entry, reads(), GRAPH);
        Lookup.Hit hit = (Lookup.Hit) find();
        GraphCodecTest.assertSameGraph(GRAPH, hit.graph());
        assertEquals(reads().list(), hit.reads());
    }

    @Test
    void saysWhatHasChanged() throws IOException {
        cache.keep(entry, reads(), GRAPH);
        write(sibling("parts/net.main.kts"), "network(4)");
        assertEquals(new Lookup.Miss("parts/net.main.kts has changed"), find());
        Files.delete(sibling("parts/net.main.kts"));
        assertEquals(new Lookup.Miss("parts/net.main.kts is gone"), find());
        write(sibling("parts/net.main.kts"), "network()");
        assertHit();
        write(sibling("parts/dns.main.kts"), "");
        assertEquals(new Lookup.Miss("the directory parts has other files in it"), find());
        Files.delete(sibling("parts/dns.main.kts"));
        write(sibling("local.yaml"), "");
        assertEquals(new Lookup.Miss("local.yaml is there now"), find());
        Files.delete(sibling("local.yaml"));
        assertMissAfter("HOME", "the environment variable HOME has changed");
        assertMissAfter("env", "the parameter 'env' has changed");
        assertMissAfter("TOKEN", "the secret 'TOKEN' has changed");
        assertMissAfter("slipway", "the version of slipway has changed");
        assertHit();
    }

    @Test
    void aTouchedFileIsReadAndFoundTheSame() throws IOException {
        cache.keep(entry, reads(), GRAPH);
        age(entry, 50);
        assertHit();
        byte[] restamped = theOnlyFile();
        assertHit();
        assertArrayEquals(restamped, theOnlyFile());
    }

    /** Same size, same inode, same time: only the bytes tell, and they are looked at while the time proves nothing. */
    @Test
    void aFreshFileIsNotTrusted() throws IOException {
        Files.setLastModifiedTime(entry, FileTime.from(Instant.now()));
        FileTime fresh = Files.getLastModifiedTime(entry);
        cache.keep(entry, reads(), GRAPH);
        Files.writeString(entry, "cluster(\"work\")");
        Files.setLastModifiedTime(entry, fresh);
        assertEquals(new Lookup.Miss("cluster.main.kts has changed"), find());
    }

    @Test
    void anOldFileIsTrustedByItsStamp() throws IOException {
        cache.keep(entry, reads(), GRAPH);
        FileTime old = Files.getLastModifiedTime(entry);
        Files.writeString(entry, "cluster(\"work\")");
        Files.setLastModifiedTime(entry, old);
        assertHit(); // nobody does this by accident; what it shows is that the file was not read
    }

    @Test
    void aClockThatGoesBackwardsOnlyCostsReading() throws IOException {
        Clock past = Clock.fixed(Instant.now().minus(Duration.ofDays(400)), ZoneOffset.UTC);
        cache = new GraphCache(temp.resolve("cache"), past);
        cache.keep(entry, reads(), GRAPH);
        assertHit();
        FileTime old = Files.getLastModifiedTime(entry);
        Files.writeString(entry, "cluster(\"work\")");
        Files.setLastModifiedTime(entry, old);
        assertEquals(new Lookup.Miss("cluster.main.kts has changed"), find());
    }

    @Test
    void whatChangesWhileItIsReadIsNotKept() throws IOException {
        Reads reads = reads();
        write(entry, "cluster(\"away\")");
        cache.keep(entry, reads, GRAPH);
        assertEquals(new Lookup.Miss("no graph is kept for cluster.main.kts"), find());
        reads.file(entry);
        assertFalse(reads.isComparable());
    }

    @Test
    void whatIsDifferentEachTimeIsNotKept() throws IOException {
        Reads reads = reads();
        reads.untracked("the clock");
        assertFalse(reads.isComparable());
        cache.keep(entry, reads, GRAPH);
        assertEquals(new Lookup.Miss("no graph is kept for cluster.main.kts"), find());
    }

    @Test
    void aFileThatCouldNotBeReadIsARead() throws IOException {
        Reads reads = reads();
        assertThrows(IOException.class, () -> reads.file(sibling("missing.yaml")));
        cache.keep(entry, reads, GRAPH);
        assertHit();
        write(sibling("missing.yaml"), "");
        assertEquals(new Lookup.Miss("missing.yaml has changed"), find());
    }

    @Test
    void keepsTheLastEightVariants() throws IOException {
        for (int i = 0; i < 10; i++) {
            world.put("env", "e" + i);
            cache.keep(entry, reads(), GRAPH);
            assertHit();
        }
        for (int i = 0; i < 10; i++) {
            world.put("env", "e" + i);
            assertEquals(i >= 2, find() instanceof Lookup.Hit, "variant " + i);
        }
        world.put("env", "other");
        assertEquals(new Lookup.Miss("the parameter 'env' has changed"), find());
    }

    @Test
    void theProjectMayMove() throws IOException {
        List<String> names = reads().list().stream().map(Read::name).toList();
        assertEquals(
                List.of(
                        "slipway",
                        "env",
                        "HOME",
                        "cluster.main.kts",
                        "parts/net.main.kts",
                        "parts",
                        "local.yaml",
                        "TOKEN"),
                names);
    }

    @Test
    void damageIsAMiss() throws IOException {
        cache.keep(entry, reads(), GRAPH);
        Path file = files().get(0);
        byte[] bytes = Files.readAllBytes(file);
        for (int length = 0; length < bytes.length; length++) {
            Files.write(file, java.util.Arrays.copyOf(bytes, length));
            assertEquals(new Lookup.Miss("the graph that was kept cannot be read"), find());
        }
        var random = new Random(1);
        for (int round = 0; round < 1000; round++) {
            byte[] flipped = bytes.clone();
            flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, flipped);
            assertTrue(find() instanceof Lookup.Miss);
        }
        Files.delete(file);
        Files.createDirectories(file);
        assertTrue(find() instanceof Lookup.Miss);
        cache.keep(entry, reads(), GRAPH);
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNoError() throws IOException {
        cache = new GraphCache(entry);
        cache.keep(entry, reads(), GRAPH);
        assertTrue(find() instanceof Lookup.Miss);
    }

    @Test
    void manyMayReadAndWriteAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        Reads reads = reads();
        cache.keep(entry, reads, GRAPH);
        List<Future<?>> work = IntStream.range(0, 4)
                .<Future<?>>mapToObj(i -> threads.submit(() -> {
                    for (int round = 0; round < 50; round++) {
                        cache.keep(entry, reads, GRAPH);
                        GraphCodecTest.assertSameGraph(GRAPH, ((Lookup.Hit) find()).graph());
                    }
                }))
                .toList();
        for (Future<?> each : work) {
            each.get();
        }
        threads.shutdown();
        assertEquals(1, files().size());
    }

    private Reads reads() throws IOException {
        var reads = new Reads(entry);
        reads.file(entry);
        reads.file(sibling("parts/net.main.kts"));
        reads.listing(sibling("parts"));
        assertFalse(reads.exists(sibling("local.yaml")));
        reads.add(Read.Sort.ENVIRONMENT, "HOME", digest("HOME"));
        reads.add(Read.Sort.PARAMETER, "env", digest("env"));
        reads.add(Read.Sort.SECRET, "TOKEN", digest("TOKEN"));
        reads.add(Read.Sort.VERSION, "slipway", digest("slipway"));
        return reads;
    }

    private Lookup find() {
        return cache.find(entry, read -> digest(read.name()));
    }

    private void assertHit() {
        assertTrue(find() instanceof Lookup.Hit, find()::toString);
    }

    private void assertMissAfter(String name, String why) {
        String before = String.valueOf(world.put(name, "other"));
        assertEquals(new Lookup.Miss(why), find());
        world.put(name, before);
    }

    private Fingerprint digest(String name) {
        return Hasher.of(new Text(String.valueOf(world.get(name))));
    }

    private Path sibling(String name) {
        return entry.resolveSibling(name);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(temp.resolve("cache"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private byte[] theOnlyFile() throws IOException {
        assertEquals(1, files().size());
        return Files.readAllBytes(files().get(0));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        age(file, 100);
    }

    private static void age(Path file, int seconds) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(seconds)));
    }
}

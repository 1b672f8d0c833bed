package dev.slipway.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cache that is full, damaged, crowded or out of reach. */
class GraphCacheTroubleTest {
    private Project project;
    private Path entry;
    private GraphCache cache;

    @BeforeEach
    void aProject(@TempDir Path temp) throws IOException {
        project = new Project(temp);
        entry = project.entry();
        cache = project.cache();
    }

    @Test
    void keepsTheLastEightVariants() throws IOException {
        cache = project.cache(new Ticking());
        for (int i = 0; i < 10; i++) {
            project.world.put("env", "e" + i);
            cache.keep(entry, project.reads(), Project.GRAPH);
            project.assertHit();
        }
        for (int i = 0; i < 10; i++) {
            project.world.put("env", "e" + i);
            assertEquals(i >= 2, project.find() instanceof Lookup.Hit, "variant " + i);
        }
        project.world.put("env", "other");
        assertEquals(new Lookup.Miss("the parameter 'env' has changed"), project.find());
    }

    @Test
    void damageIsAMiss() throws IOException {
        cache.keep(entry, project.reads(), Project.GRAPH);
        Path file = project.files().get(0);
        byte[] bytes = Files.readAllBytes(file);
        for (int length = 0; length < bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertEquals(new Lookup.Miss("the graph that was kept cannot be read"), project.find());
        }
        var random = new Random(1);
        for (int round = 0; round < 1000; round++) {
            byte[] flipped = bytes.clone();
            flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, flipped);
            assertTrue(project.find() instanceof Lookup.Miss);
        }
        Files.delete(file);
        Files.createDirectories(file);
        assertTrue(project.find() instanceof Lookup.Miss);
        cache.keep(entry, project.reads(), Project.GRAPH);
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNoError() throws IOException {
        cache = project.cache(entry);
        cache.keep(entry, project.reads(), Project.GRAPH);
        assertTrue(project.find() instanceof Lookup.Miss);
    }

    @Test
    void manyMayReadAndWriteAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        ReadTracker reads = project.reads();
        cache.keep(entry, reads, Project.GRAPH);
        List<Future<?>> work = IntStream.range(0, 4)
                .<Future<?>>mapToObj(i -> threads.submit(() -> {
                    for (int round = 0; round < 50; round++) {
                        cache.keep(entry, reads, Project.GRAPH);
                        GraphCodecTest.assertSameGraph(Project.GRAPH, ((Lookup.Hit) project.find()).graph());
                    }
                }))
                .toList();
        for (Future<?> each : work) {
            each.get();
        }
        threads.shutdown();
        assertEquals(1, project.files().size());
    }

    /** A clock of which no two readings are the same. */
    private static final class Ticking extends Clock {
        private final AtomicLong millis = new AtomicLong(Instant.now().toEpochMilli());

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis.incrementAndGet());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}

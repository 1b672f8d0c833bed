package dev.slipway.graph;

import static dev.slipway.graph.Sample.effect;
import static dev.slipway.graph.Sample.key;
import static dev.slipway.graph.Sample.line;
import static dev.slipway.graph.Sample.problems;
import static dev.slipway.graph.Sample.pure;
import static dev.slipway.graph.Sample.ref;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.model.Claim;
import dev.slipway.model.DriftPolicy;
import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.FileContent;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.ForEach;
import dev.slipway.model.Hasher;
import dev.slipway.model.Missing;
import dev.slipway.model.Observe;
import dev.slipway.model.Pool;
import dev.slipway.model.Secret;
import dev.slipway.model.StringValue;
import dev.slipway.model.TaskOptions;
import dev.slipway.model.Unknown;
import dev.slipway.model.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GraphCodecTest {
    private static final int HEADER = 17;

    @Test
    void keepsEveryShapeOfValueAndRule() {
        Graph graph = everything();
        assertSameGraph(graph, GraphCodec.decode("x", GraphCodec.encode(graph)));
    }

    @ParameterizedTest
    @EnumSource
    void keepsRandomGraphs(RandomGraphs.Shape shape) {
        for (int seed = 0; seed < 5; seed++) {
            Graph graph = RandomGraphs.of(shape, 200, seed);
            byte[] bytes = GraphCodec.encode(graph);
            Graph read = GraphCodec.decode("x", bytes);
            assertSameGraph(graph, read);
            assertArrayEquals(bytes, GraphCodec.encode(read));
            assertEquals(Hasher.of(bytes), read.fingerprint());
        }
    }

    @Test
    void keepsTheEnvironment() {
        Graph graph = Graph.builder().environment("staging").build();
        assertEquals("staging", GraphCodec.decode("x", GraphCodec.encode(graph)).environment());
        assertEquals("", everything().environment());
    }

    @Test
    void sharesWhatIsEqual() {
        Graph graph = Graph.builder()
                .add(effect(1, "vm/a", TaskOptions.NONE.attempts(2), "x", 1))
                .add(effect(2, "vm/b", TaskOptions.NONE.attempts(2), "x", ref("vm/a")))
                .build();
        Graph read = GraphCodec.decode("x", GraphCodec.encode(graph));
        assertSame(read.task(0).rules(), read.task(1).rules());
        assertSame(read.task(0).origin().file(), read.task(1).origin().file());
        assertSame(
                read.task(0).key(),
                ((dev.slipway.model.Ref) read.task(1).inputs().get("x")).producer());
    }

    @Test
    void refusesWhatIsNoGraphOrDamagedOrNewer() {
        byte[] bytes = GraphCodec.encode(everything());
        byte[] newer = bytes.clone();
        newer[8] = GraphCodec.VERSION + 1;
        byte[] damaged = bytes.clone();
        damaged[damaged.length - 1] ^= 1;
        assertEquals("""
                a.plan is not a graph of Slipway
                  why: it does not begin like one
                  do:  name a file that Slipway has written""", problems(() -> GraphCodec.decode("a.plan", new byte[20])));
        assertEquals("""
                a.plan was written by a newer Slipway
                  why: its format has version 3, and this Slipway reads up to 2
                  do:  use the newer Slipway, or make it again with this one""", problems(() -> GraphCodec.decode("a.plan", newer)));
        assertEquals("""
                a.plan is damaged
                  why: it holds bytes that are not those that were written
                  do:  make it again from the script, or take it from a backup""", problems(() -> GraphCodec.decode("a.plan", damaged)));
    }

    @Test
    void everyTruncationIsNoticed() {
        byte[] bytes = GraphCodec.encode(everything());
        for (int length = 0; length < bytes.length; length++) {
            assertTrue(GraphCodec.tryDecode(Arrays.copyOf(bytes, length)).isEmpty());
            if (length > HEADER) {
                assertTrue(GraphCodec.tryDecode(sealed(Arrays.copyOf(bytes, length)))
                        .isEmpty());
            }
        }
    }

    @Test
    void everyFlippedBitIsNoticed() {
        byte[] bytes = GraphCodec.encode(everything());
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertTrue(GraphCodec.tryDecode(flipped).isEmpty());
        }
    }

    /** Somebody who mends the checksum gets another graph or a miss, and no other harm. */
    @Test
    void aForgedFileDoesNoHarm() {
        byte[] bytes = GraphCodec.encode(everything());
        Fingerprint original = everything().fingerprint();
        assertEquals(
                Optional.of(original),
                GraphCodec.tryDecode(sealed(bytes.clone())).map(Graph::fingerprint),
                "as written");
        var random = new Random(1);
        int others = 0;
        int misses = 0;
        for (int round = 0; round < 4_000; round++) {
            byte[] forged = bytes.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                forged[HEADER + random.nextInt(bytes.length - HEADER)] = (byte) random.nextInt();
            }
            Optional<Fingerprint> read = GraphCodec.tryDecode(sealed(forged)).map(Graph::fingerprint);
            others += read.isPresent() && !read.get().equals(original) ? 1 : 0;
            misses += read.isEmpty() ? 1 : 0;
        }
        assertTrue(others > 100 && misses > 100, others + " other graphs, " + misses + " misses");
    }

    private static byte[] sealed(byte[] bytes) {
        var crc = new CRC32C();
        crc.update(bytes, HEADER, bytes.length - HEADER);
        for (int i = 0; i < 8; i++) {
            bytes[9 + i] = (byte) (crc.getValue() >>> 56 - 8 * i);
        }
        return bytes;
    }

    static Graph everything() {
        TaskOptions rules = TaskOptions.NONE
                .after(List.of(key("vm/a")))
                .claims(List.of(new Claim("api", 2)))
                .timeout(Duration.ofMillis(1500))
                .attempts(3)
                .protect(true)
                .createFirst(true)
                .drift(Map.of("tags", DriftPolicy.IGNORE, "*", DriftPolicy.ACCEPT))
                .formerly(List.of(key("vm/old")));
        Value all = Value.of(Map.of(
                "absent", Missing.ABSENT,
                "truth", List.of(true, false),
                "whole", List.of(0, -1, Long.MAX_VALUE, Long.MIN_VALUE),
                "decimal", new BigDecimal("0.1"),
                "text", List.of("", "ü€😀", "a\nb"),
                "ref", ref("vm/a", "disks", "0", "a.b"),
                "secret", new Secret("env:TOKEN", Hasher.of(new StringValue("x"))),
                "content", FileContent.of("a/b"),
                "unknown", new Unknown(key("vm/a"), FieldPath.of("x")),
                "empty", List.of(List.of(), Map.of())));
        return Graph.builder()
                .pool(new Pool("api", 3))
                .add(effect(1, "vm/a"))
                .add(effect(2, "vm/b", rules, "all", all))
                .add(pure(3, "file/c", List.of("out/c", "out/d"), "x", ref("vm/b")))
                .add(new Observe(key("probe/p"), Fields.NONE, TaskOptions.NONE.adopt(true), line(-4)))
                .add(new ForEach(
                        "workers",
                        ref("probe/p", "names"),
                        List.of(
                                effect(6, "vm/w", "x", ForEach.each("workers", "cores")),
                                effect(7, "node/w", "x", ref("vm/w"))),
                        line(5)))
                .output("url", ref("fan/workers", "a", "url"))
                .build();
    }

    static void assertSameGraph(Graph expected, Graph actual) {
        assertEquals(expected.tasks(), actual.tasks());
        assertEquals(expected.fans(), actual.fans());
        assertEquals(expected.pools(), actual.pools());
        assertEquals(expected.outputs(), actual.outputs());
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.needs(i), actual.needs(i));
        }
    }
}

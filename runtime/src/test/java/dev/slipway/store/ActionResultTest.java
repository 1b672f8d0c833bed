package dev.slipway.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.slipway.model.Decoder.Garbled;
import dev.slipway.model.Encoder;
import dev.slipway.model.Hasher;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActionResultTest {
    private static final Digest BLOB = new Digest(Hasher.of("blob".getBytes(UTF_8)), 4);
    private static final String BLOB_HEX =
            HexFormat.of().formatHex(BLOB.hash().toString().getBytes(UTF_8));
    private static final ActionResult SAMPLE = new ActionResult(
            List.of(new OutputFile("bin/run", BLOB, true), new OutputFile("ü.txt", BLOB, false)),
            -7,
            ByteBuffer.wrap(new byte[] {1, 2, 3}),
            Optional.of(new Digest(BLOB.hash(), 1L << 40)));

    @Test
    void theBytesAreThoseOfTheProtocol() {
        var result = new ActionResult(
                List.of(new OutputFile("a/b", BLOB, true)), 1, ByteBuffer.wrap(new byte[] {9}), Optional.empty());
        String digest = "0a40" + BLOB_HEX + "1004";
        String file = "0a03612f62" + "1244" + digest + "2001";
        assertEquals("124d" + file + "2001" + "2a0109", hex(result.toBytes()));
    }

    @Test
    void whatIsWrittenIsReadBack() {
        assertEquals(SAMPLE, ActionResult.parse(SAMPLE.toBytes()));
        var nothing = new ActionResult(List.of(), 0, ByteBuffer.allocate(0), Optional.empty());
        assertEquals(0, nothing.toBytes().length);
        assertEquals(nothing, ActionResult.parse(new byte[0]));
    }

    @Test
    void fieldsThatOthersAddArePassedOver() {
        // stderr_raw, a 64 bit and a 32 bit number, the metadata that servers add, and a field from the future
        String others = "3a026869" + "690102030405060708" + "6d01020304" + "4a060a04686f7374" + "f87f01";
        byte[] bytes = HexFormat.of().parseHex(others + hex(SAMPLE.toBytes()) + others);
        assertEquals(SAMPLE, ActionResult.parse(bytes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "/", "/etc/x", "..", "../x", "a/../x", "a/..", ".", "./x", "a/./x", "a//x", "a/", "a\0b", "..\\x"
            })
    void aPathThatDoesNotSimplyLeadDownIsRefused(String path) {
        assertThrows(IllegalArgumentException.class, () -> new OutputFile(path, BLOB, false));
        assertThrows(Garbled.class, () -> ActionResult.parse(naming(path)));
    }

    @Test
    void twoFilesInOnePlaceAreRefused() {
        byte[] twice = HexFormat.of().parseHex(hex(naming("a/b")) + hex(naming("a/b")));
        byte[] into = HexFormat.of().parseHex(hex(naming("a/b")) + hex(naming("a-b")) + hex(naming("a")));
        byte[] beside = HexFormat.of().parseHex(hex(naming("a/b")) + hex(naming("a-b")) + hex(naming("a.b")));
        assertThrows(Garbled.class, () -> ActionResult.parse(twice));
        assertThrows(Garbled.class, () -> ActionResult.parse(into));
        assertEquals(3, ActionResult.parse(beside).files().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12ffffffff07", // a file of 2 GB
                "12ffffffffffffffffff01", // a file of -1 bytes
                "2affffffff0f", // outputs of 4 GB
                "1200", // a file without a name
                "32020a00", // a digest without a hash
                "0001", // field number 0
                "13", // a group, which the protocol has given up
                "20ffffffffffffffffffff01", // a number that does not end
                "12", // nothing after the tag
            })
    void whatIsNoResultIsGarbled(String hex) {
        assertThrows(Garbled.class, () -> ActionResult.parse(HexFormat.of().parseHex(hex)));
    }

    @Test
    void aNegativeSizeIsGarbled() {
        String digest = "0a40" + BLOB_HEX + "10ffffffffffffffffff01";
        assertThrows(Garbled.class, () -> ActionResult.parse(HexFormat.of().parseHex("324d" + digest)));
    }

    /** Anything at all is either a result that could have been written, or garbled; and costs little to tell. */
    @Test
    void noiseIsGarbledAndCheap() {
        var random = new Random(20_261_120);
        byte[] sample = SAMPLE.toBytes();
        var memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = i % 4 == 0 ? noise(random) : mutated(sample, random);
            long before = memory.getCurrentThreadAllocatedBytes();
            Optional<ActionResult> result = tryParse(bytes);
            long cost = memory.getCurrentThreadAllocatedBytes() - before;
            assertTrue(cost < 64 * 1024, () -> cost + " bytes for " + hex(bytes));
            if (result.isPresent()) {
                read++;
                assertEquals(result, tryParse(result.get().toBytes()));
            }
        }
        assertTrue(read > 1000, "only " + read + " mutations were read at all");
    }

    static byte[] mutated(byte[] sample, Random random) {
        byte[] bytes = sample.clone();
        for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return random.nextInt(8) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 8)) : bytes;
    }

    private static byte[] noise(Random random) {
        var bytes = new byte[random.nextInt(64)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static Optional<ActionResult> tryParse(byte[] bytes) {
        try {
            return Optional.of(ActionResult.parse(bytes));
        } catch (Garbled e) {
            return Optional.empty();
        }
    }

    /** A result with one file of any name, which the types of the product would not let through. */
    static byte[] naming(String path) {
        var digest = new Encoder();
        digest.count(1 << 3 | 2);
        digest.text(BLOB.hash().toString());
        var file = new Encoder();
        file.count(1 << 3 | 2);
        file.text(path);
        file.count(2 << 3 | 2);
        file.raw(digest.toBytes());
        var result = new Encoder();
        result.count(2 << 3 | 2);
        result.raw(file.toBytes());
        return result.toBytes();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}

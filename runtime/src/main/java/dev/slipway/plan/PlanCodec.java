package dev.slipway.plan;

import dev.slipway.model.Decoder.Garbled;
import dev.slipway.model.Encoder;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import dev.slipway.model.InvalidInputException;
import java.util.zip.CRC32C;

/**
 * The binary form of a plan: a mark, the version of the format, a checksum, then all that the plan holds. Equal plans have
 * equal bytes. Of a secret it holds what the plan does: where the value comes from and a keyed digest, never the value.
 */
public final class PlanCodec {
    static final int VERSION = 3;
    static final int HEADER = 3 * Long.BYTES;

    /** {@code slipplan} in ASCII. */
    private static final long MARK = 0x736c6970706c616eL;

    private PlanCodec() {}

    public static byte[] encode(Plan plan) {
        return framed(body(plan));
    }

    static byte[] framed(byte[] body) {
        var file = new Encoder();
        file.fixed(MARK);
        file.fixed(VERSION);
        file.fixed(checksum(body, 0, body.length));
        file.append(body, body.length);
        return file.toBytes();
    }

    /** The identity of a plan in every detail: what was agreed to is what is applied. */
    public static Fingerprint fingerprint(Plan plan) {
        return Hasher.of(body(plan));
    }

    /**
     * The plan, or {@link InvalidInputException} that says what is wrong with the bytes.
     *
     * @param name what the bytes are called when they are refused, such as the file
     */
    public static Plan decode(String name, byte[] bytes) {
        try {
            return read(name, bytes);
        } catch (IllegalArgumentException | ArithmeticException | Garbled damage) {
            throw new InvalidInputException(
                    name + " is damaged",
                    "it holds " + damage.getMessage(),
                    "make the plan again, or take the file from a backup");
        }
    }

    private static Plan read(String name, byte[] bytes) {
        var reader = new PlanReader(bytes);
        if (bytes.length < Long.BYTES || reader.fixed() != MARK) {
            throw new InvalidInputException(
                    name + " is not a plan of Slipway",
                    "it does not begin like one",
                    "name a file that plan --out wrote");
        }
        long version = reader.fixed();
        if (version > VERSION) {
            throw new InvalidInputException(
                    name + " was written by a newer Slipway",
                    "its format has version " + version + ", and this Slipway reads up to " + VERSION,
                    "use the newer Slipway, or make the plan again with this one");
        }
        if (version < VERSION && version > 0) {
            throw new InvalidInputException(
                    name + " was written by an older Slipway",
                    "its format has version " + version + ", and this Slipway reads version " + VERSION,
                    "make the plan again with this one");
        }
        long checksum = reader.fixed();
        if (version < 1 || checksum != checksum(bytes, HEADER, bytes.length - HEADER)) {
            throw new Garbled("bytes that are not those that were written", null);
        }
        return reader.plan();
    }

    private static byte[] body(Plan plan) {
        var body = new PlanWriter();
        body.plan(plan);
        return body.toBytes();
    }

    private static long checksum(byte[] bytes, int from, int length) {
        var crc = new CRC32C();
        crc.update(bytes, from, length);
        return crc.getValue();
    }
}

package dev.slipway.graph;

import dev.slipway.model.Decoder.Garbled;
import dev.slipway.model.Encoder;
import dev.slipway.model.InvalidInputException;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The binary form of a graph: a mark, the version of the format, a checksum, then pools, tasks with their edges,
 * fan-outs and outputs. Equal graphs have equal bytes.
 */
public final class GraphCodec {
    static final int VERSION = 2;

    /** The first version that names the environment. */
    static final int ENVIRONMENTS = 2;

    /** {@code slipgrph} in ASCII. */
    private static final long MARK = 0x736c697067727068L;

    private GraphCodec() {}

    public static byte[] encode(Graph graph) {
        var body = new GraphWriter();
        body.graph(graph);
        byte[] bytes = body.toBytes();
        var file = new Encoder();
        file.fixed(MARK);
        file.count(VERSION);
        file.fixed(checksum(bytes, 0, bytes.length));
        file.append(bytes, bytes.length);
        return file.toBytes();
    }

    /**
     * The graph, or {@link InvalidInputException} that says what is wrong with the bytes.
     *
     * @param name what the bytes are called when they are refused, such as the file
     */
    public static Graph decode(String name, byte[] bytes) {
        try {
            return read(name, bytes);
        } catch (IllegalArgumentException | ArithmeticException | Garbled damage) {
            throw new InvalidInputException(
                    name + " is damaged",
                    "it holds " + damage.getMessage(),
                    "make it again from the script, or take it from a backup");
        }
    }

    /** The graph, or empty whatever is wrong with the bytes: for caches, which can make it again. */
    public static Optional<Graph> tryDecode(byte[] bytes) {
        try {
            return Optional.of(decode("", bytes));
        } catch (InvalidInputException refused) {
            return Optional.empty();
        }
    }

    private static Graph read(String name, byte[] bytes) {
        var reader = new GraphReader(bytes);
        if (bytes.length < Long.BYTES || reader.fixed() != MARK) {
            throw new InvalidInputException(
                    name + " is not a graph of Slipway",
                    "it does not begin like one",
                    "name a file that Slipway has written");
        }
        long version = reader.number();
        if (version > VERSION) {
            throw new InvalidInputException(
                    name + " was written by a newer Slipway",
                    "its format has version " + version + ", and this Slipway reads up to " + VERSION,
                    "use the newer Slipway, or make it again with this one");
        }
        if (version < 1 || reader.fixed() != checksum(bytes, reader.position(), bytes.length - reader.position())) {
            throw new Garbled("bytes that are not those that were written", null);
        }
        return reader.graph(version);
    }

    private static long checksum(byte[] bytes, int from, int length) {
        var crc = new CRC32C();
        crc.update(bytes, from, length);
        return crc.getValue();
    }
}

package dev.slipway.graph;

import dev.slipway.model.Decoder;
import dev.slipway.model.Decoder.Garbled;
import dev.slipway.model.Encoder;
import dev.slipway.store.FileStamp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * A kept graph as a file: what was read while it was made, and then the graph, which is not looked at unless all of that
 * is still the same.
 */
final class CachedGraphFile {
    private static final long MARK = 0x736c697063616368L; // slipcach
    private static final int VERSION = 1;
    private static final int PREFIX = 4 * Long.BYTES;

    private CachedGraphFile() {}

    /** Reads the first part of an open file, and leaves it at the graph. */
    static CachedGraph read(InputStream file, long size) throws IOException {
        var prefix = new Decoder(file.readNBytes(PREFIX));
        if (prefix.fixed() != MARK || prefix.fixed() != VERSION) {
            throw new Garbled("another format", null);
        }
        long length = prefix.fixed();
        if (length < 0 || length > size) {
            throw new Garbled("a length of " + length, null);
        }
        byte[] bytes = file.readNBytes((int) length);
        if (prefix.fixed() != checksum(bytes)) {
            throw new Garbled("bytes that are not those that were written", null);
        }
        return parse(new Decoder(bytes));
    }

    static void write(Path file, CachedGraph variant, byte[] graph) throws IOException {
        byte[] bytes = toBytes(variant);
        var prefix = new Encoder();
        prefix.fixed(MARK);
        prefix.fixed(VERSION);
        prefix.fixed(bytes.length);
        prefix.fixed(checksum(bytes));
        try (var out = Files.newOutputStream(file)) {
            out.write(prefix.toBytes());
            out.write(bytes);
            out.write(graph);
        }
    }

    private static byte[] toBytes(CachedGraph variant) {
        var out = new Encoder();
        out.count(variant.reads().size());
        for (TrackedRead read : variant.reads()) {
            out.text(read.sort().name());
            out.text(read.name());
            out.fingerprint(read.digest());
            FileStamp stamp = variant.stamps().get(read.name());
            out.flag(read.sort() == TrackedRead.Sort.FILE && stamp != null);
            if (read.sort() == TrackedRead.Sort.FILE && stamp != null) {
                out.fixed(stamp.mtimeNanos());
                out.fixed(stamp.size());
                out.fixed(stamp.inode());
            }
        }
        return out.toBytes();
    }

    private static CachedGraph parse(Decoder in) {
        List<TrackedRead> reads = new ArrayList<>();
        Map<String, FileStamp> stamps = new HashMap<>();
        for (int left = in.count(); left > 0; left--) {
            var read = new TrackedRead(TrackedRead.Sort.valueOf(in.text()), in.text(), in.fingerprint());
            reads.add(read);
            if (in.flag()) {
                stamps.put(read.name(), new FileStamp(read.name(), in.fixed(), in.fixed(), in.fixed(), read.digest()));
            }
        }
        return new CachedGraph(reads, stamps);
    }

    private static long checksum(byte[] bytes) {
        var crc = new CRC32C();
        crc.update(bytes, 0, bytes.length);
        return crc.getValue();
    }
}

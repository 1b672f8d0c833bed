package dev.slipway.store;

import java.util.zip.CRC32C;

/**
 * The checksum of a frame: that of its payload, with its length, its place in the file, and a number that no other file
 * has mixed in, so that bytes which were left over from elsewhere never pass for a frame.
 */
final class Checksum {
    private final CRC32C crc = new CRC32C();

    int of(long salt, long at, byte[] bytes, int from, int length) {
        crc.reset();
        crc.update(bytes, from, length);
        return (int) crc.getValue() ^ mixed(salt + at ^ (long) length << 40);
    }

    /** Spreads every bit over all others (the finalizer of SplitMix64). */
    private static int mixed(long bits) {
        long z = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return (int) (z ^ z >>> 31);
    }
}

package dev.slipway.store;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The checksum of a frame. It covers the place of the frame in its file and a number that no other file has, so that
 * bytes which were left over from elsewhere never pass for a frame.
 */
final class Checksum {
    private final CRC32C crc = new CRC32C();
    private final ByteBuffer place = ByteBuffer.allocate(20);

    int of(long salt, long at, byte[] bytes, int from, int length) {
        place.putLong(0, salt).putLong(8, at).putInt(16, length);
        crc.reset();
        crc.update(place.array(), 0, place.capacity());
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }
}

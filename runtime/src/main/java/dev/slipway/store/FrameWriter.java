package dev.slipway.store;

import java.util.Arrays;

/** Frames on their way to a file, {@code [length][checksum][payload]} each. */
final class FrameWriter {
    static final int OVERHEAD = 8;

    private final Checksum checksum = new Checksum();
    private final long salt;
    private long start;
    private byte[] bytes = new byte[1024];
    private int size;

    /** Frames for a file with this salt, the first of them at the given offset. */
    FrameWriter(long salt, long start) {
        this.salt = salt;
        this.start = start;
    }

    void add(byte[] payload) {
        int needed = size + OVERHEAD + payload.length;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, needed));
        }
        int crc = checksum.of(salt, start + size, payload, 0, payload.length);
        put(size, payload.length);
        put(size + 4, crc);
        System.arraycopy(payload, 0, bytes, size + OVERHEAD, payload.length);
        size = needed;
    }

    int size() {
        return size;
    }

    long end() {
        return start + size;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Forgets the frames and goes on at another place. */
    void restart(long at) {
        start = at;
        size = 0;
    }

    /** The size of those frames which lie whole within the given number of bytes. */
    int wholeWithin(long limit) {
        int whole = 0;
        while (whole < size) {
            int next = whole + OVERHEAD + FrameReader.number(bytes, whole);
            if (next > limit) {
                break;
            }
            whole = next;
        }
        return whole;
    }

    private void put(int at, int number) {
        for (int i = 0; i < 4; i++) {
            bytes[at + i] = (byte) (number >>> 24 - 8 * i);
        }
    }
}

package dev.slipway.store;

import java.util.Arrays;

/** What a name on a {@link CrashingDisk} stands for: a directory, or bytes of which some were forced. */
final class MemoryFile {
    private final boolean directory;
    private byte[] bytes;
    private int size;
    private byte[] forced;

    private MemoryFile(boolean directory, byte[] bytes) {
        this.directory = directory;
        this.bytes = bytes.clone();
        this.size = bytes.length;
        this.forced = bytes.clone();
    }

    static MemoryFile directory() {
        return new MemoryFile(true, new byte[0]);
    }

    static MemoryFile of(byte[] bytes) {
        return new MemoryFile(false, bytes);
    }

    boolean isDirectory() {
        return directory;
    }

    int size() {
        return size;
    }

    byte[] content() {
        return Arrays.copyOf(bytes, size);
    }

    byte[] forced() {
        return forced;
    }

    void force() {
        forced = content();
    }

    void cut(long longest) {
        size = (int) Math.min(size, longest);
    }

    void write(byte[] from, int start, int length) {
        if (size + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + length, 2 * bytes.length));
        }
        System.arraycopy(from, start, bytes, size, length);
        size += length;
    }
}

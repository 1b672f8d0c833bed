package dev.slipway.store;

/** Walks over the frames of a file that was read as a whole, and stops at the first that is not intact. */
final class FrameReader {
    private static final int FARTHEST = 1 << 20;
    private static final int MOST_CANDIDATES = 16;

    private final Checksum checksum = new Checksum();
    private final byte[] bytes;
    private final long salt;
    private final boolean tellsSynced;
    private int payload;
    private int end;

    FrameReader(byte[] bytes, Header header) {
        this.bytes = bytes;
        this.salt = header.salt();
        this.tellsSynced = header.version() >= Header.TELLS_SYNCED;
        this.end = Header.SIZE;
    }

    /** Goes to the next frame; false when there is none, or none that is intact. */
    boolean next() {
        if (!intact(end)) {
            return false;
        }
        payload = end + FrameWriter.OVERHEAD;
        end = payload + number(bytes, end);
        return true;
    }

    int payload() {
        return payload;
    }

    /** Whether this frame is no entry, but says that all before it was synced. */
    boolean isSynced() {
        return bytes[payload] == RecordTag.SYNCED;
    }

    int length() {
        return end - payload;
    }

    /** Where the last intact frame ends. */
    int end() {
        return end;
    }

    boolean atEnd() {
        return end == bytes.length;
    }

    /**
     * Whether these bytes were synced once, and are damaged now: a frame behind them says so. Otherwise they are part of the
     * last write, of which a crash may have left any blocks, later ones without earlier ones. Before journals said how far
     * they were synced, any intact frame behind them counted.
     */
    boolean goesOn() {
        int candidates = 0;
        for (int at = end + 1; at < bytes.length - FrameWriter.OVERHEAD; at++) {
            boolean saysSynced = bytes[at + FrameWriter.OVERHEAD] == RecordTag.SYNCED;
            if (intact(at) && (!tellsSynced || saysSynced)) {
                return true;
            }
            boolean isCandidate = saysSynced && number(bytes, at) == 1 && candidates < MOST_CANDIDATES;
            candidates += isCandidate ? 1 : 0;
            if (isCandidate && isMoved(at)) {
                return true;
            }
        }
        return false;
    }

    /** Whether this frame was written elsewhere: bytes that are gone from the middle of a file, or came in, move what follows. */
    private boolean isMoved(int at) {
        int found = number(bytes, at + 4);
        int payload = at + FrameWriter.OVERHEAD;
        for (int by = 1; by <= FARTHEST; by++) {
            if (found == checksum.of(salt, at + by, bytes, payload, 1)
                    || found == checksum.of(salt, at - by, bytes, payload, 1)) {
                return true;
            }
        }
        return false;
    }

    private boolean intact(int at) {
        int room = bytes.length - at - FrameWriter.OVERHEAD;
        if (room < 1) {
            return false;
        }
        int length = number(bytes, at);
        return length > 0
                && length <= room
                && number(bytes, at + 4) == checksum.of(salt, at, bytes, at + FrameWriter.OVERHEAD, length);
    }

    static int number(byte[] bytes, int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xFF) << 16 | (bytes[at + 2] & 0xFF) << 8 | bytes[at + 3] & 0xFF;
    }
}

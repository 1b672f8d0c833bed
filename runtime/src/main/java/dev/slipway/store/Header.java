package dev.slipway.store;

import dev.slipway.model.InvalidInputException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The first bytes of every state file: magic, sort, format version, a random salt, and a checksum of these. Of all
 * formats to come, only this part never changes.
 */
record Header(Sort sort, int version, long salt) {
    static final int SIZE = 24;
    static final int VERSION = 4;
    /** From this version on, a journal says how far it was synced. */
    static final int TELLS_SYNCED = 4;

    private static final byte[] MAGIC = "slipway".getBytes(StandardCharsets.US_ASCII);
    private static final int CHECKED = 20;

    /** What a file holds. */
    enum Sort {
        JOURNAL('J'),
        SNAPSHOT('S');

        private final byte letter;

        Sort(char letter) {
            this.letter = (byte) letter;
        }
    }

    byte[] bytes() {
        var bytes = ByteBuffer.allocate(SIZE);
        bytes.put(MAGIC).put(sort.letter).putInt(version).putLong(salt);
        bytes.putInt(new Checksum().of(0, 0, bytes.array(), 0, CHECKED));
        return bytes.array();
    }

    /** Reads the header of a file, which must be of the given sort and no newer than this Slipway. */
    static Header read(Path file, byte[] bytes, Sort sort) throws CorruptionException {
        if (bytes.length < SIZE || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new CorruptionException(file, 0, "it does not begin as a state file does", null);
        }
        var buffer = ByteBuffer.wrap(bytes);
        if (buffer.getInt(CHECKED) != new Checksum().of(0, 0, bytes, 0, CHECKED)) {
            throw new CorruptionException(file, 0, "the checksum of its header is wrong", null);
        }
        if (bytes[MAGIC.length] != sort.letter) {
            throw new CorruptionException(
                    file, MAGIC.length, "it is no " + sort.name().toLowerCase(java.util.Locale.ROOT), null);
        }
        int version = buffer.getInt(8);
        if (version > VERSION) {
            throw new InvalidInputException(
                    "the state in " + file + " was written by a newer Slipway",
                    "it has format " + version + ", and this Slipway reads formats up to " + VERSION,
                    "upgrade Slipway on this machine. Nothing was changed");
        }
        return new Header(sort, version, buffer.getLong(12));
    }
}

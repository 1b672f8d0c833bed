package dev.slipway.store;

import dev.slipway.model.Content;
import dev.slipway.model.Fingerprint;

/**
 * A local file as it was: as long as time, size and inode are the same, so is the digest.
 *
 * @param mtimeNanos {@link #FRESH} when the file was so fresh that its time proves nothing; then the bytes are read again
 * @param isSecret whether the digest is a keyed one, because the file was made from a secret
 */
public record Stamp(String path, long mtimeNanos, long size, long inode, Fingerprint digest, boolean isSecret) {
    public static final long FRESH = -1;

    public Stamp(String path, long mtimeNanos, long size, long inode, Fingerprint digest) {
        this(path, mtimeNanos, size, inode, digest, false);
    }

    /** The same with a digest that tells nothing to whoever lacks the key. */
    public Stamp keyed(Fingerprint other) {
        return new Stamp(path, mtimeNanos, size, inode, other, true);
    }

    /** The file as a value. */
    public Content content() {
        return new Content(path, digest, isSecret);
    }
}

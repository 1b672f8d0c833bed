package dev.slipway.store;

import dev.slipway.model.Fingerprint;

/**
 * A local file as it was: as long as time, size and inode are the same, so is the digest.
 *
 * @param mtimeNanos {@link #FRESH} when the file was so fresh that its time proves nothing; then the bytes are read again
 */
public record Stamp(String path, long mtimeNanos, long size, long inode, Fingerprint digest) {
    public static final long FRESH = -1;
}

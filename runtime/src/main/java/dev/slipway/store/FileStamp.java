package dev.slipway.store;

import dev.slipway.model.FileContent;
import dev.slipway.model.Fingerprint;
import org.jspecify.annotations.Nullable;

/**
 * A local file as it was: as long as its times, size and inode are the same, so is the digest.
 *
 * @param mtimeNanos {@link #FRESH} when the file was so fresh that its time proves nothing; then the bytes are read again
 * @param inode with the time of the last change, see {@link dev.slipway.model.FileStatus#identity}
 * @param isSecret whether the digest is a keyed one, because the file was made from a secret
 */
public record FileStamp(String path, long mtimeNanos, long size, long inode, Fingerprint digest, boolean isSecret) {
    public static final long FRESH = -1;

    public FileStamp(String path, long mtimeNanos, long size, long inode, Fingerprint digest) {
        this(path, mtimeNanos, size, inode, digest, false);
    }

    /** The same with a digest that tells nothing to whoever lacks the key. */
    public FileStamp keyed(Fingerprint other) {
        return new FileStamp(path, mtimeNanos, size, inode, other, true);
    }

    /** The file as a value. */
    public FileContent content() {
        return new FileContent(path, digest, isSecret);
    }

    /** By hand, as in {@link Fingerprint}: for a run with nothing to do, linking what a record gets is a tenth of its time. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FileStamp that
                && mtimeNanos == that.mtimeNanos
                && size == that.size
                && inode == that.inode
                && isSecret == that.isSecret
                && path.equals(that.path)
                && digest.equals(that.digest);
    }

    @Override
    public int hashCode() {
        return 31 * path.hashCode() + digest.hashCode();
    }
}

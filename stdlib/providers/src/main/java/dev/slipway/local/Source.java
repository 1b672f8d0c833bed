package dev.slipway.local;

import dev.slipway.model.FileContent;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Value;
import dev.slipway.provide.CallContext;
import java.util.Optional;

/**
 * A file that work needs: one that lies there or that a computation makes, or one that an effect has made.
 *
 * @param isSecret whether it was made from a secret; then the digest is a keyed one
 */
record Source(String path, Fingerprint digest, boolean isSecret) {
    Source(String path, Fingerprint digest) {
        this(path, digest, false);
    }

    static Optional<Source> of(Value value) {
        if (value instanceof FileContent content) {
            return Optional.of(new Source(content.path(), content.digest(), content.isSecret()));
        }
        return Optional.empty();
    }

    /** Whether this is the digest of the bytes that it had when it was planned. */
    boolean had(Fingerprint found, CallContext ticket) {
        return digest.equals(isSecret ? ticket.digest(found.toString()) : found);
    }

    /** The output by which an effect gives the file that it has made. */
    FileContent asOutput() {
        return new FileContent(path, digest, isSecret);
    }
}

package dev.slipway.store;

import dev.slipway.model.Fingerprint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Where a cache keeps its bytes: results by action, blobs by digest. A shelf may lose, spoil or swap what it holds;
 * {@link CacheTransfer} believes nothing that it has not checked.
 */
interface CacheBackend {
    Optional<byte[]> result(Fingerprint action) throws IOException;

    /** Writes out a blob as it is found, or says that there is none. */
    boolean fetch(Digest blob, OutputStream to) throws IOException;

    /** Told that a blob turned out to be something else. */
    void spoiled(Digest blob);

    void keep(Digest blob, Source bytes) throws IOException;

    /** Keeps a result; all blobs that it needs are kept already. */
    void keep(Fingerprint action, byte[] result) throws IOException;

    /** The largest blob that it takes or gives. */
    long largest();

    /** Bytes that can be read more than once. */
    @FunctionalInterface
    interface Source {
        InputStream open() throws IOException;
    }

    /** The shelf is at fault, and not this machine or what it was asked for. */
    final class Unsound extends IOException {
        private static final long serialVersionUID = 1L;

        Unsound(String what) {
            super(what);
        }

        Unsound(String what, Throwable cause) {
            super(what, cause);
        }
    }
}

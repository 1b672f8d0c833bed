package dev.slipway.store;

import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/** Passes on the bytes that a shelf gives out, hashes them, and stops when there are more than there should be. */
final class HashingInput extends OutputStream {
    private final OutputStream to;
    private final long most;
    private final MessageDigest sha256 = Hasher.sha256();
    private long size;

    HashingInput(OutputStream to, long most) {
        this.to = to;
        this.most = most;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (length > most - size) {
            throw new CacheBackend.Unsound("it sends more than the expected " + most + " bytes");
        }
        to.write(bytes, from, length);
        sha256.update(bytes, from, length);
        size += length;
    }

    @Override
    public void close() throws IOException {
        to.close();
    }

    /** What has arrived; to be asked once, at the end. */
    Digest digest() {
        return new Digest(Fingerprint.of(sha256.digest()), size);
    }
}

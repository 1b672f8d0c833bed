package dev.slipway.model;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Makes fingerprints of canonical forms. One hasher serves one thread: it keeps its buffer and its digest, because a
 * no-op run is little else than fingerprints.
 */
public final class Hasher extends Encoder {
    private final MessageDigest sha256 = sha256();
    private final byte[] result = new byte[Fingerprint.BYTES];

    public Hasher() {
        super(true, 1024);
    }

    public static Fingerprint of(Value value) {
        var hasher = new Hasher();
        value.write(hasher);
        return hasher.finish();
    }

    public static Fingerprint of(byte[] bytes) {
        return Fingerprint.of(sha256().digest(bytes));
    }

    /** The fingerprint of all that was written since the last one. */
    public Fingerprint finish() {
        sha256.update(buffer(), 0, size());
        clear();
        try {
            sha256.digest(result, 0, result.length);
        } catch (DigestException e) {
            throw new IllegalStateException(e);
        }
        return Fingerprint.of(result);
    }

    /** What a task amounts to: its kind, the version of the code behind it and its resolved inputs. */
    public Fingerprint task(String kind, int version, Fields inputs) {
        text(kind);
        count(version);
        inputs.write(this);
        return finish();
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

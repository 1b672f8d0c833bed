package dev.slipway.model;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.Function;

/**
 * Makes fingerprints of canonical forms. One hasher serves one thread: it keeps its buffer and its digest, because a
 * no-op run is little else than fingerprints.
 */
public final class Hasher extends Encoder {
    private static final ThreadLocal<Hasher> SPARE = ThreadLocal.withInitial(Hasher::new);

    private final MessageDigest sha256 = sha256();
    private final byte[] result = new byte[Fingerprint.BYTES];
    private boolean lent;

    public Hasher() {
        super(true, 1024);
    }

    public static Fingerprint of(Value value) {
        return spare(hasher -> {
            value.write(hasher);
            return hasher.finish();
        });
    }

    public static Fingerprint of(byte[] bytes) {
        return of(bytes, bytes.length);
    }

    /** The fingerprint of the first so many bytes. */
    public static Fingerprint of(byte[] bytes, int length) {
        return spare(hasher -> hasher.end(bytes, length));
    }

    /** Lends the hasher of this thread, to one at a time: a hasher that is new costs more than most fingerprints. */
    public static <T> T spare(Function<Hasher, T> use) {
        Hasher own = SPARE.get();
        Hasher hasher = own.lent ? new Hasher() : own;
        hasher.lent = true;
        try {
            return use.apply(hasher);
        } finally {
            hasher.clear();
            hasher.lent = false;
        }
    }

    /** The fingerprint of all that was written since the last one. */
    public Fingerprint finish() {
        int length = size();
        clear();
        return end(buffer(), length);
    }

    private Fingerprint end(byte[] bytes, int length) {
        sha256.update(bytes, 0, length);
        try {
            sha256.digest(result, 0, result.length);
        } catch (DigestException e) {
            throw new IllegalStateException(e);
        }
        return Fingerprint.of(result);
    }

    /** What a task amounts to: its kind, the version of the code behind it and its resolved inputs. */
    public Fingerprint task(String kind, int version, Fields inputs) {
        text(FormerKinds.first(kind));
        count(version);
        inputs.write(this);
        return finish();
    }

    /** Has another thread look up SHA-256: Java reads all that it knows of providers for it, a long part of a short run. */
    public static void lookAhead() {
        new Ahead().start();
    }

    private static final class Ahead extends Thread {
        Ahead() {
            super("slipway-digest");
            setDaemon(true);
        }

        @Override
        public void run() {
            sha256();
        }
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

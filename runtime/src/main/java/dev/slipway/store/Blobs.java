package dev.slipway.store;

import dev.slipway.model.Fingerprint;
import java.util.Optional;

/** Bytes by their fingerprint. What is put twice is kept once; what does not match its name is not given out. */
public interface Blobs {
    Fingerprint put(byte[] bytes);

    /** The bytes, or empty when they are missing or damaged. */
    Optional<byte[]> get(Fingerprint name);
}

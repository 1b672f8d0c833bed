package dev.slipway.store;

import dev.slipway.model.Fingerprint;

/** The name of a blob in a cache: what it hashes to and how long it is. */
record Digest(Fingerprint hash, long size) {
    Digest {
        if (size < 0) {
            throw new IllegalArgumentException("a blob of " + size + " bytes");
        }
    }
}

package dev.slipway.bench.fake;

import dev.slipway.model.Fingerprint;
import dev.slipway.model.Secret;
import dev.slipway.provide.Secrets;

/** Nothing here is secret. */
final class NoSecrets implements Secrets {
    @Override
    public String reveal(Secret secret) {
        throw none();
    }

    @Override
    public Secret identify(Secret secret) {
        throw none();
    }

    @Override
    public Secret conceal(String value) {
        throw none();
    }

    @Override
    public Fingerprint digest(String value) {
        throw none();
    }

    private static IllegalStateException none() {
        return new IllegalStateException("no task here has a secret");
    }
}

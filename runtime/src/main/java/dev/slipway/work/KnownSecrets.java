package dev.slipway.work;

import dev.slipway.model.Fingerprint;
import dev.slipway.model.Mask;
import dev.slipway.model.Secret;
import dev.slipway.provide.Secrets;

/**
 * The secrets of a run, with a mask over all that were read so far. A task may be given a text that was made from a secret,
 * and the system may repeat only the secret of it; who knows the text alone would not recognize it.
 */
final class KnownSecrets implements Secrets {
    /** Shorter values, such as {@code admin}, would be masked wherever they occur in the output of other tasks. */
    private static final int SHORTEST = 8;

    private final Secrets secrets;
    private final Mask mask = new Mask();

    KnownSecrets(Secrets secrets) {
        this.secrets = secrets;
    }

    String masked(String text) {
        return mask.mask(text);
    }

    @Override
    public String reveal(Secret secret) {
        String value = secrets.reveal(secret);
        if (value.length() >= SHORTEST) {
            mask.add(value);
        }
        return value;
    }

    @Override
    public Secret identify(Secret secret) {
        return new Secret(secret.source(), secrets.digest(reveal(secret)));
    }

    @Override
    public Secret conceal(String value) {
        return secrets.conceal(value);
    }

    @Override
    public Fingerprint digest(String value) {
        return secrets.digest(value);
    }
}

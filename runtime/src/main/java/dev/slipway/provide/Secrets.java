package dev.slipway.provide;

import dev.slipway.model.Fingerprint;
import dev.slipway.model.Secret;

/** The only door between secret references and secret values. */
public interface Secrets {
    /** The value behind a reference; a {@link dev.slipway.model.InvalidInputException} when there is none. */
    String reveal(Secret secret);

    /** The same reference with the keyed digest of the value that it has now. */
    Secret identify(Secret secret);

    /** Encrypts a value that a task has produced and gives back a reference to it. */
    Secret conceal(String value);

    /** The keyed digest of a value, meaningless without the key. */
    Fingerprint digest(String value);
}

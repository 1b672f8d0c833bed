package dev.slipway.vault;

import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import dev.slipway.model.InvalidInputException;
import java.security.GeneralSecurityException;

/**
 * Who can open a vault: the public half of an identity, which is no secret.
 *
 * @param key such as {@code age1...}
 * @param label whose it is, for people; may be empty
 */
public record Recipient(String key, String label) {
    /** Checks a key before anything is encrypted for it. */
    public Recipient {
        if (label.lines().count() > 1) {
            throw new InvalidInputException(
                    "a label of several lines", "a recipient is one line", "write it on one line");
        }
        try {
            X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(key);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw key.startsWith("AGE-SECRET-KEY-") ? secretKey() : noKey(key, e);
        }
    }

    private static InvalidInputException secretKey() {
        return new InvalidInputException(
                "that is a secret key, and no recipient",
                "a vault is encrypted for the public half of an identity",
                "give the public key, which begins with age1; anyone who saw the private key can open what is"
                        + " encrypted for it");
    }

    private static InvalidInputException noKey(String key, Exception cause) {
        return new InvalidInputException(
                "'" + key + "' is no recipient",
                "one begins with age1 and ends in a checksum: " + cause.getMessage(),
                "copy the whole public key, as 'age-keygen -y' prints it");
    }

    RecipientStanzaWriter writer() {
        try {
            return X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(key);
        } catch (GeneralSecurityException e) {
            throw noKey(key, e);
        }
    }

    @Override
    public String toString() {
        return label.isEmpty() ? key : key + "  " + label;
    }
}

package dev.slipway.vault;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.bech32.Bech32;
import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import javax.crypto.KeyAgreement;

/** A secret key and its public half. The secret one is said to nobody. */
final class Identity {
    private static final BigInteger BASE_POINT = BigInteger.valueOf(9);

    private final String secret;
    private final String recipient;

    private Identity(String secret, String recipient) {
        this.secret = secret;
        this.recipient = recipient;
    }

    static Identity create() {
        try {
            byte[] secret =
                    new X25519KeyPairGenerator().generateKeyPair().getPrivate().getEncoded();
            return of(new String(secret, StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has X25519", e);
        }
    }

    /** Reads a secret key; throws {@link IllegalArgumentException} for what is none, without quoting it. */
    static Identity of(String secret) {
        try {
            byte[] scalar = Bech32.getDecoder().decode(secret).getData();
            X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(secret);
            var key = Bech32.getEncoder().encode("age", publicKey(scalar));
            return new Identity(secret, String.valueOf(key));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new IllegalArgumentException("not a secret key of age");
        }
    }

    private static byte[] publicKey(byte[] scalar) throws GeneralSecurityException {
        KeyFactory keys = KeyFactory.getInstance("X25519");
        var curve = NamedParameterSpec.X25519;
        var agreement = KeyAgreement.getInstance("X25519");
        agreement.init(keys.generatePrivate(new XECPrivateKeySpec(curve, scalar)));
        agreement.doPhase(keys.generatePublic(new XECPublicKeySpec(curve, BASE_POINT)), true);
        return agreement.generateSecret();
    }

    /** The public half. */
    String recipient() {
        return recipient;
    }

    /** As it stands in a file of identities. */
    String line() {
        return secret;
    }

    RecipientStanzaReader reader() {
        try {
            return X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(secret);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("it was read before", e);
        }
    }

    @Override
    public String toString() {
        return "the identity of " + recipient;
    }
}

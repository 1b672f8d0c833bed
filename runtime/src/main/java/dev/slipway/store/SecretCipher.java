package dev.slipway.store;

import dev.slipway.model.Fingerprint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts and digests under one key, from which a key for each use is derived. The form is {@code version, digest,
 * nonce, ciphertext}; what stands before the ciphertext is authenticated with it.
 *
 * <p>The nonce is derived from the value, so that equal values have equal forms and nothing piles up when a run is
 * repeated. That two different values share one is as unlikely as with a random nonce.
 */
final class SecretCipher {
    private static final byte VERSION = 1;
    private static final int NONCE = 12;
    private static final int AUTHENTICATED = 1 + Fingerprint.BYTES + NONCE;
    private static final int TAG_BITS = 128;

    private final byte[] cipherKey;
    private final byte[] digestKey;
    private final byte[] nonceKey;

    SecretCipher(byte[] key) {
        cipherKey = mac(key, "slipway cipher 1");
        digestKey = mac(key, "slipway digest 1");
        nonceKey = mac(key, "slipway nonce 1");
    }

    Fingerprint digest(String value) {
        return Fingerprint.of(mac(digestKey, value));
    }

    byte[] close(String value) {
        byte[] nonce = Arrays.copyOf(mac(nonceKey, value), NONCE);
        byte[] head = ByteBuffer.allocate(AUTHENTICATED)
                .put(VERSION)
                .put(digest(value).bytes())
                .put(nonce)
                .array();
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, head).doFinal(value.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(head.length + sealed.length)
                    .put(head)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    /** The digest that a form bears, or empty where it is no form. */
    static Optional<Fingerprint> digestOf(byte[] form) {
        return form.length < AUTHENTICATED || form[0] != VERSION
                ? Optional.empty()
                : Optional.of(Fingerprint.of(Arrays.copyOfRange(form, 1, 1 + Fingerprint.BYTES)));
    }

    /** The value, or empty where the form was altered or made under another key. */
    Optional<String> open(byte[] form) {
        if (digestOf(form).isEmpty()) {
            return Optional.empty();
        }
        try {
            byte[] plain = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(form, AUTHENTICATED))
                    .doFinal(form, AUTHENTICATED, form.length - AUTHENTICATED);
            return Optional.of(new String(plain, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] head) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        var nonce = new GCMParameterSpec(TAG_BITS, head, AUTHENTICATED - NONCE, NONCE);
        cipher.init(mode, new SecretKeySpec(cipherKey, "AES"), nonce);
        cipher.updateAAD(head);
        return cipher;
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }
}

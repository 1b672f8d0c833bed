package dev.slipway.talos.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.Base64;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * A certificate and its private key, as PEM text. {@code toString} shows neither.
 *
 * @param crt the certificate, possibly with others after it
 * @param key the private key; empty where only the certificate is known
 */
public record Signed(String crt, String key) {
    static Signed of(byte[] certificate, PrivateKey key) throws GeneralSecurityException {
        return new Signed(Pem.write(Pem.CERTIFICATE, certificate), Pem.write(key));
    }

    X509CertificateHolder certificate() throws GeneralSecurityException {
        return Pem.certificate(crt);
    }

    PrivateKey privateKey() throws GeneralSecurityException {
        return Pem.key(key);
    }

    /** The certificate as machine configurations carry it: base64 of the PEM text. */
    public String encodedCrt() {
        return encode(crt);
    }

    /** The private key as machine configurations carry it: base64 of the PEM text. */
    public String encodedKey() {
        return encode(key);
    }

    static String encode(String pem) {
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
    }

    static String decode(String encoded) {
        byte[] bytes = Base64.getDecoder().decode(encoded.replace("\n", "").replace("\r", ""));
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Signed[hidden]";
    }
}

package dev.slipway.talos.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.util.Properties;

/**
 * Keys and certificates as upstream labels them (siderolabs/crypto x509/constants.go): SEC1 for elliptic curves, PKCS #1 for
 * RSA, and PKCS #8 under the label {@code ED25519 PRIVATE KEY}, which other programs don't know.
 */
final class Pem {
    static final String CERTIFICATE = "CERTIFICATE";
    private static final String EC = "EC PRIVATE KEY";
    private static final String RSA = "RSA PRIVATE KEY";
    private static final String ED25519 = "ED25519 PRIVATE KEY";
    private static final String PKCS8 = "PRIVATE KEY";

    private static final String EMPTY_ISSUER = "org.bouncycastle.x509.allow_empty_issuer_cert";

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s*([A-Za-z0-9+/=\\s]+)-----END \\1-----", Pattern.DOTALL);

    static String write(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    /** The private key under the label and in the form that upstream gives its type. */
    static String write(PrivateKey key) throws GeneralSecurityException {
        try {
            PrivateKeyInfo info = PrivateKeyInfo.getInstance(key.getEncoded());
            return switch (key.getAlgorithm()) {
                case "EC" -> write(EC, sec1(info));
                case "RSA" ->
                    write(RSA, info.parsePrivateKey().toASN1Primitive().getEncoded());
                default -> write(ED25519, key.getEncoded());
            };
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
    }

    /** SEC1 names the curve in the key itself, where PKCS #8 has it outside. */
    private static byte[] sec1(PrivateKeyInfo info) throws IOException {
        ECPrivateKey key = ECPrivateKey.getInstance(info.parsePrivateKey());
        ASN1Encodable curve = info.getPrivateKeyAlgorithm().getParameters();
        int bits = 256;
        return new ECPrivateKey(bits, key.getKey(), key.getPublicKey(), curve).getEncoded();
    }

    /** The DER of the first block. */
    private static Matcher block(String pem) throws GeneralSecurityException {
        Matcher matcher = BLOCK.matcher(pem);
        if (!matcher.find()) {
            throw new GeneralSecurityException("it contains no PEM block");
        }
        return matcher;
    }

    /** Not the JDK's class, which rejects the empty issuer that upstream gives to the aggregator's authority. */
    static X509CertificateHolder certificate(String pem) throws GeneralSecurityException {
        Matcher block = block(pem);
        if (!block.group(1).equals(CERTIFICATE)) {
            throw new GeneralSecurityException("it is labeled " + block.group(1) + " instead of " + CERTIFICATE);
        }
        byte[] der = der(block);
        // Upstream leaves the issuer of the aggregator's authority empty: ca.go asks for a common name, but
        // siderolabs/crypto's NewSelfSignedCertificateAuthority takes organizations only.
        Properties.setThreadOverride(EMPTY_ISSUER, true);
        try {
            return new X509CertificateHolder(der);
        } catch (IOException e) {
            throw new GeneralSecurityException("its certificate cannot be read");
        } finally {
            Properties.removeThreadOverride(EMPTY_ISSUER);
        }
    }

    static PrivateKey key(String pem) throws GeneralSecurityException {
        Matcher block = block(pem);
        byte[] der = der(block);
        try {
            return switch (block.group(1)) {
                case EC -> {
                    ECPrivateKey key = ECPrivateKey.getInstance(der);
                    ASN1Encodable curve = key.getParametersObject();
                    yield pkcs8(
                            "EC",
                            new PrivateKeyInfo(
                                    new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve), key));
                }
                case RSA ->
                    pkcs8(
                            "RSA",
                            new PrivateKeyInfo(
                                    new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                                    org.bouncycastle.asn1.pkcs.RSAPrivateKey.getInstance(der)));
                case ED25519 -> pkcs8("Ed25519", PrivateKeyInfo.getInstance(der));
                case PKCS8 -> any(PrivateKeyInfo.getInstance(der));
                default ->
                    throw new GeneralSecurityException(
                            "it is labeled " + block.group(1) + ", which no private key of Talos is");
            };
        } catch (IOException | IllegalArgumentException | NullPointerException e) {
            throw new GeneralSecurityException("its private key cannot be read");
        }
    }

    private static PrivateKey any(PrivateKeyInfo info) throws GeneralSecurityException, IOException {
        String id = info.getPrivateKeyAlgorithm().getAlgorithm().getId();
        String algorithm = id.equals(X9ObjectIdentifiers.id_ecPublicKey.getId())
                ? "EC"
                : id.equals(PKCSObjectIdentifiers.rsaEncryption.getId()) ? "RSA" : "Ed25519";
        return pkcs8(algorithm, info);
    }

    private static PrivateKey pkcs8(String algorithm, PrivateKeyInfo info)
            throws GeneralSecurityException, IOException {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
    }

    private static byte[] der(Matcher block) throws GeneralSecurityException {
        try {
            return Base64.getMimeDecoder().decode(block.group(2).getBytes(StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("its PEM block is not base64");
        }
    }

    private Pem() {}
}

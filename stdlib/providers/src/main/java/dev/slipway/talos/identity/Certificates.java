package dev.slipway.talos.identity;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;

/**
 * Makes keys and certificates with the profile of upstream: siderolabs/crypto x509/certificate_authority.go
 * (NewSelfSignedCertificateAuthority), certificate.go (NewCertificateFromCSR), and pkg/machinery/config/generate/secrets/ca.go.
 */
final class Certificates {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration CA_VALIDITY = Duration.ofDays(3650);
    private static final int SERIAL_BITS = 128;
    private static final int KEY_ID_BYTES = 20;
    private static final int RSA_BITS = 4096;

    /** The subject, usages and validity of a client certificate. */
    record Profile(List<String> organizations, String commonName, int usage, Instant from, Instant to) {}

    static KeyPair ed25519() throws GeneralSecurityException {
        return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    static KeyPair ecdsa() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
        return generator.generateKeyPair();
    }

    static KeyPair rsa() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(RSA_BITS, RANDOM);
        return generator.generateKeyPair();
    }

    /** A self-signed authority; upstream backdates nothing, so clocks that are behind reject it until they catch up. */
    static Signed authority(List<String> organizations, KeyPair pair, Instant now) throws GeneralSecurityException {
        X500Name name = name(organizations, "");
        byte[] keyId = new byte[KEY_ID_BYTES];
        RANDOM.nextBytes(keyId);
        var extensions = new ExtensionsGenerator();
        try {
            int usage = KeyUsage.digitalSignature | KeyUsage.keyCertSign;
            var purposes = new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth};
            extensions.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            extensions.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
            extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            extensions.addExtension(Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(keyId));
            var content = new Content(name, name, now, now.plus(CA_VALIDITY), pair, extensions.generate());
            return Signed.of(content.sign(pair.getPrivate()), pair.getPrivate());
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
    }

    /** A client certificate, signed by the authority. */
    static Signed client(Signed authority, KeyPair pair, Profile profile) throws GeneralSecurityException {
        X509CertificateHolder issuer = authority.certificate();
        var extensions = new ExtensionsGenerator();
        try {
            extensions.addExtension(Extension.keyUsage, true, new KeyUsage(profile.usage));
            extensions.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
            Extension keyId = issuer.getExtension(Extension.subjectKeyIdentifier);
            if (keyId != null) {
                SubjectKeyIdentifier id = SubjectKeyIdentifier.getInstance(keyId.getParsedValue());
                extensions.addExtension(
                        Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(id.getKeyIdentifier()));
            }
            X500Name subject = name(profile.organizations, profile.commonName);
            var content =
                    new Content(issuer.getSubject(), subject, profile.from, profile.to, pair, extensions.generate());
            return Signed.of(content.sign(authority.privateKey()), pair.getPrivate());
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
    }

    /** What is signed. Not by BouncyCastle's builders, which reject an empty issuer. */
    private record Content(
            X500Name issuer, X500Name subject, Instant from, Instant to, KeyPair pair, Extensions extensions) {
        /** The certificate in DER. */
        byte[] sign(PrivateKey key) throws GeneralSecurityException, IOException {
            String algorithm = switch (key.getAlgorithm()) {
                case "EC" -> "SHA256withECDSA";
                case "RSA" -> "SHA256withRSA";
                default -> "Ed25519";
            };
            AlgorithmIdentifier identifier = new DefaultSignatureAlgorithmIdentifierFinder().find(algorithm);
            byte[] content = sequence(
                            new DERTaggedObject(true, 0, new ASN1Integer(2)),
                            new ASN1Integer(new BigInteger(SERIAL_BITS, RANDOM)),
                            identifier,
                            issuer,
                            sequence(new Time(Date.from(from)), new Time(Date.from(to))),
                            subject,
                            SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()),
                            new DERTaggedObject(true, 3, extensions))
                    .getEncoded();
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(content);
            return sequence(ASN1Primitive.fromByteArray(content), identifier, new DERBitString(signature.sign()))
                    .getEncoded();
        }

        private static DERSequence sequence(ASN1Encodable... parts) {
            return new DERSequence(parts);
        }
    }

    /** Go writes several organizations as one set (crypto/x509/pkix, Name.ToRDNSequence). */
    private static X500Name name(List<String> organizations, String commonName) {
        var names = new ASN1EncodableVector();
        if (!organizations.isEmpty()) {
            AttributeTypeAndValue[] values = organizations.stream()
                    .map(value -> attribute(BCStyle.O, value))
                    .toArray(AttributeTypeAndValue[]::new);
            names.add(new RDN(values));
        }
        if (!commonName.isEmpty()) {
            names.add(new RDN(attribute(BCStyle.CN, commonName)));
        }
        return X500Name.getInstance(new DERSequence(names));
    }

    private static AttributeTypeAndValue attribute(ASN1ObjectIdentifier type, String value) {
        boolean isPrintable = value.matches("[A-Za-z0-9 '()+,./:=?-]*");
        return new AttributeTypeAndValue(type, isPrintable ? new DERPrintableString(value) : new DERUTF8String(value));
    }

    private Certificates() {}
}

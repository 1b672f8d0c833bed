package dev.slipway.lab;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** Signs the certificates of everything in a lab, so that clients verify there as they do elsewhere. */
public final class Authority {
    static final int BITS = 256;
    private static final Duration VALID = Duration.ofDays(3650);
    private static final char[] NO_PASSWORD = new char[0];

    private final X509Certificate certificate;
    private final PrivateKey key;

    private Authority(X509Certificate certificate, PrivateKey key) {
        this.certificate = certificate;
        this.key = key;
    }

    /** The authority of a lab, made on first use. */
    public static Authority of(TwinState shelf) {
        try {
            byte[] known = shelf.get("authority.key").orElse(null);
            byte[] signed = shelf.get("authority.pem").orElse(null);
            if (known != null && signed != null) {
                return new Authority(
                        (X509Certificate) CertificateFactory.getInstance("X.509")
                                .generateCertificate(new ByteArrayInputStream(signed)),
                        KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(known)));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        Authority made = unknown();
        shelf.put("authority.key", made.key.getEncoded());
        shelf.put("authority.pem", made.pem());
        return made;
    }

    /** An authority that nobody has heard of, such as a host makes for itself. */
    public static Authority unknown() {
        try {
            KeyPair pair = pair();
            var name = new X500Name("CN=Slipway lab");
            return new Authority(sign(name, name, pair, pair.getPrivate(), true, List.of()), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** The certificate of the authority, for clients to trust. */
    public String pem() {
        return pem(certificate);
    }

    public static String pem(X509Certificate certificate) {
        try {
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A key and a certificate for a server, made new; whoever needs the same again keeps it on a shelf. */
    public Identity issue(String name, List<String> addresses) {
        try {
            KeyPair pair = pair();
            var names = new java.util.ArrayList<GeneralName>();
            for (String address : addresses) {
                boolean number = address.matches("[0-9.]+|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");
                names.add(new GeneralName(number ? GeneralName.iPAddress : GeneralName.dNSName, address));
            }
            var subject = new X500Name("CN=" + name);
            var issuer = new X500Name("CN=Slipway lab");
            return new Identity(pair.getPrivate(), sign(subject, issuer, pair, key, false, names), certificate);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A key and a certificate for a client, with the groups that it belongs to. */
    public Identity issueClient(String name, List<String> groups) {
        try {
            KeyPair pair = pair();
            var subject = new X500NameBuilder(BCStyle.INSTANCE);
            groups.forEach(group -> subject.addRDN(BCStyle.O, group));
            subject.addRDN(BCStyle.CN, name);
            var issuer = new X500Name("CN=Slipway lab");
            return new Identity(
                    pair.getPrivate(), sign(subject.build(), issuer, pair, key, false, List.of()), certificate);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Who a server is. */
    public record Identity(PrivateKey key, X509Certificate certificate, X509Certificate issuer) {
        /** What a server needs to speak TLS. */
        public SSLContext context() {
            return context(null);
        }

        /** The same for a server that asks its clients for certificates; what it makes of them is its own matter. */
        public SSLContext contextForClients() {
            return context(new TrustManager[] {new ClientCertificates(issuer)});
        }

        private SSLContext context(TrustManager @Nullable [] clients) {
            try {
                // not PKCS12: it works for a tenth of a second to keep the key from whoever has it
                KeyStore store = KeyStore.getInstance("JKS");
                store.load(null, null);
                store.setKeyEntry("server", key, NO_PASSWORD, new X509Certificate[] {certificate, issuer});
                KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
                keys.init(store, NO_PASSWORD);
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(keys.getKeyManagers(), clients, null);
                return context;
            } catch (GeneralSecurityException | IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(BITS);
        return generator.generateKeyPair();
    }

    private static X509Certificate sign(
            X500Name subject, X500Name issuer, KeyPair pair, PrivateKey key, boolean signs, List<GeneralName> names)
            throws GeneralSecurityException {
        Instant now = Instant.now();
        var builder = new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(127, new SecureRandom()),
                Date.from(now.minus(Duration.ofDays(1))),
                Date.from(now.plus(VALID)),
                subject,
                pair.getPublic());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(signs));
            if (!names.isEmpty()) {
                builder.addExtension(
                        Extension.subjectAlternativeName, false, new GeneralNames(names.toArray(GeneralName[]::new)));
            }
            byte[] signed = builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key))
                    .getEncoded();
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(signed));
        } catch (IOException | OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }
}

package dev.slipway.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** The key of whoever rehearses: every host of the lab lets it in, so that nobody needs a key of his own there. */
final class OperatorKey {
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----\n";
    private static final String END = "\n-----END PRIVATE KEY-----\n";

    private OperatorKey() {}

    /** The public half of the key in a file, which is made if it is not there. */
    static PublicKey of(Path file) throws IOException {
        try {
            if (Files.notExists(file)) {
                make(file);
            }
            String body = Files.readString(file).replace(BEGIN, "").replace(END, "");
            var known = PrivateKeyInfo.getInstance(Base64.getMimeDecoder().decode(body));
            return known.getPrivateKeyAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)
                    ? old(RSAPrivateKey.getInstance(known.parsePrivateKey()))
                    : known(known, ECPrivateKey.getInstance(known.parsePrivateKey()));
        } catch (GeneralSecurityException | RuntimeException e) { // a parser fails in many ways
            throw new IOException(file + " is no private key; remove it, and a new one is made", e);
        }
    }

    private static PublicKey known(PrivateKeyInfo info, ECPrivateKey secret)
            throws IOException, GeneralSecurityException {
        var half = new SubjectPublicKeyInfo(info.getPrivateKeyAlgorithm(), secret.getPublicKey());
        return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(half.getEncoded()));
    }

    /** Labs had such keys, which take a second to make. */
    private static PublicKey old(RSAPrivateKey secret) throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent()));
    }

    /** Both halves in one file: not every client works out the other one. */
    private static void make(Path file) throws IOException, GeneralSecurityException {
        KeyPair pair = Authority.pair();
        var secret = PrivateKeyInfo.getInstance(pair.getPrivate().getEncoded());
        var half = SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded());
        var number = ECPrivateKey.getInstance(secret.parsePrivateKey());
        var whole = new ECPrivateKey(Authority.BITS, number.getKey(), half.getPublicKeyData(), null);
        byte[] made = new PrivateKeyInfo(secret.getPrivateKeyAlgorithm(), whole).getEncoded();
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        Files.deleteIfExists(draft);
        if (draft.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(
                draft, BEGIN + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(made) + END);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}

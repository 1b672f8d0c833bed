package dev.slipway.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

/** The key of whoever rehearses: every host of the lab lets it in, so that nobody needs a key of his own there. */
final class OperatorKey {
    private static final int BITS = 2048;
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
            var known = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(body));
            KeyFactory factory = KeyFactory.getInstance("RSA");
            var secret = (RSAPrivateCrtKey) factory.generatePrivate(known);
            return factory.generatePublic(new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(file + " is no private key; remove it, and a new one is made", e);
        }
    }

    private static void make(Path file) throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(BITS);
        byte[] made = generator.generateKeyPair().getPrivate().getEncoded();
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

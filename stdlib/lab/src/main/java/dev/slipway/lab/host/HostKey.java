package dev.slipway.lab.host;

import dev.slipway.lab.TwinContext;
import dev.slipway.lab.TwinState;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/** The key by which a host is known, made on its first day. */
final class HostKey {
    /** Somebody else answers at the address of the host. */
    static final String CHANGED = "host-key-changed";

    private HostKey() {}

    static KeyPair of(TwinContext site) {
        TwinState shelf = site.shelf().part("hostkey");
        boolean changed = site.strikes(CHANGED).isPresent();
        try {
            KeyFactory factory = KeyFactory.getInstance("EC");
            byte[] secret = shelf.get("private").orElse(null);
            byte[] open = shelf.get("public").orElse(null);
            if (secret != null && open != null && !changed) {
                return new KeyPair(
                        factory.generatePublic(new X509EncodedKeySpec(open)),
                        factory.generatePrivate(new PKCS8EncodedKeySpec(secret)));
            }
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            KeyPair made = generator.generateKeyPair();
            shelf.put("private", made.getPrivate().getEncoded());
            shelf.put("public", made.getPublic().getEncoded());
            return made;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.slipway.lab.pve;

import dev.slipway.lab.Authority;
import dev.slipway.lab.TwinState;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** One host: what it has for itself, whatever cluster it is in. */
final class Node {
    static final String SELF = "self";

    final RecordMap<Host> host;
    final RecordMap<Task> tasks;
    final RecordMap<ConfigSection> interfaces;
    final RecordMap<ConfigSection> staged;
    final RecordMap<Disk> disks;
    private final TwinState shelf;
    private Authority.@Nullable Identity identity;
    private @Nullable SSLContext context;

    Node(TwinState shelf) {
        this.shelf = shelf;
        this.host = new RecordMap<>(shelf.part("host"), Host.class);
        this.tasks = new RecordMap<>(shelf.part("tasks"), Task.class);
        this.interfaces = new RecordMap<>(shelf.part("interfaces"), ConfigSection.class);
        this.staged = new RecordMap<>(shelf.part("staged"), ConfigSection.class);
        this.disks = new RecordMap<>(shelf.part("disks"), Disk.class);
    }

    Host self() {
        return host.get(SELF).orElseThrow();
    }

    String name() {
        return self().name();
    }

    synchronized Authority.Identity identity(Authority authority) {
        if (identity == null) {
            identity = kept(authority).orElseGet(() -> issue(authority));
        }
        return identity;
    }

    synchronized SSLContext context(Authority authority) {
        if (context == null) {
            context = identity(authority).context();
        }
        return context;
    }

    /** A new key and certificate, as a node gets them that joins a cluster. */
    synchronized Authority.Identity issue(Authority authority) {
        Authority.Identity made = authority.issue(name(), List.of(self().ip(), name(), "127.0.0.1", "localhost"));
        try {
            shelf.put("key", made.key().getEncoded());
            shelf.put("certificate", made.certificate().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        identity = made;
        context = null;
        return made;
    }

    private Optional<Authority.Identity> kept(Authority authority) {
        byte[] key = shelf.get("key").orElse(new byte[0]);
        byte[] certificate = shelf.get("certificate").orElse(new byte[0]);
        if (key.length == 0 || certificate.length == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Authority.Identity(
                    KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key)),
                    (X509Certificate) CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(certificate)),
                    authority.certificate()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As Proxmox VE writes it: pairs of large letters with colons between. */
    String fingerprint(Authority authority) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(identity(authority).certificate().getEncoded());
            return HexFormat.ofDelimiter(":").formatHex(digest).toUpperCase(Locale.ROOT);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

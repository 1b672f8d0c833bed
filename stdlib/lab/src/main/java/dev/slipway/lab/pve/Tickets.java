package dev.slipway.lab.pve;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tickets, which are good for two hours, and the proofs that go with them against forged requests. */
record Tickets(Datacenter in, Cluster cluster) {
    private static final long LIFETIME = 7200;
    private static final long GRACE = 300;

    String ticket(String user) {
        String plain = "PVE:" + user + ":" + stamp();
        return plain + "::" + signature(plain);
    }

    String proof(String user) {
        String stamp = stamp();
        return stamp + ":" + signature(stamp + ":" + user);
    }

    Optional<String> user(String ticket) {
        int signed = ticket.indexOf("::");
        String[] part = signed < 0 ? new String[0] : ticket.substring(0, signed).split(":", -1);
        boolean good = part.length == 3
                && ticket.substring(signed + 2).equals(signature(ticket.substring(0, signed)))
                && isFresh(part[2]);
        return good ? Optional.of(part[1]) : Optional.empty();
    }

    boolean isProof(String user, String proof) {
        int colon = proof.indexOf(':');
        return colon > 0
                && proof.substring(colon + 1).equals(signature(proof.substring(0, colon) + ":" + user))
                && isFresh(proof.substring(0, colon));
    }

    private boolean isFresh(String stamp) {
        long age = in.now() / 1000 - Long.parseLong(stamp, 16);
        return age > -GRACE && age < LIFETIME;
    }

    private String stamp() {
        return String.format(Locale.ROOT, "%08X", in.now() / 1000);
    }

    private String signature(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(cluster.key(), "HmacSHA256"));
            return Base64.getEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

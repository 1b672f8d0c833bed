package dev.slipway.talos.identity;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * The secrets bundle of a cluster, from which every machine configuration and client certificate derives. Compatible with
 * talosctl's {@code secrets.yaml}. {@code toString} shows no secret. Upstream:
 * pkg/machinery/config/generate/secrets/bundle.go.
 *
 * @param aescbcEncryptionSecret encrypts Kubernetes secrets in clusters from before Talos 1.3; empty in others
 * @param secretboxEncryptionSecret encrypts Kubernetes secrets; empty where the older one is set
 * @param serviceAccountKey signs the tokens of service accounts, as PEM text
 */
public record SecretsBundle(
        String clusterId,
        String clusterSecret,
        String bootstrapToken,
        String aescbcEncryptionSecret,
        String secretboxEncryptionSecret,
        String trustdToken,
        Signed etcd,
        Signed kubernetes,
        Signed aggregator,
        String serviceAccountKey,
        Signed os) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String TOKEN_CHARACTERS = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final int SECRET_BYTES = 32;

    /** Generates the secrets of a new cluster; takes a moment, since one key is RSA with 4096 bits. */
    public static SecretsBundle generate(Contract contract, Instant now) {
        try {
            return new SecretsBundle(
                    clusterId(contract),
                    random(),
                    token(),
                    "",
                    random(),
                    token(),
                    Certificates.authority(List.of("etcd"), Certificates.ecdsa(), now),
                    Certificates.authority(List.of("kubernetes"), Certificates.ecdsa(), now),
                    Certificates.authority(List.of(), Certificates.ecdsa(), now),
                    Pem.write(Certificates.rsa().getPrivate()),
                    Certificates.authority(List.of("talos"), Certificates.ed25519(), now));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public String encodedServiceAccountKey() {
        return Signed.encode(serviceAccountKey);
    }

    /** Upstream changed the alphabet of the ID in 1.14; machines of all versions read both. */
    private static String clusterId(Contract contract) {
        byte[] id = new byte[SECRET_BYTES];
        RANDOM.nextBytes(id);
        boolean isStandard = contract.isAtLeast(Contract.V1_14);
        return (isStandard ? Base64.getEncoder() : Base64.getUrlEncoder()).encodeToString(id);
    }

    private static String random() {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return Base64.getEncoder().encodeToString(secret);
    }

    private static String token() {
        return characters(6) + "." + characters(16);
    }

    private static String characters(int count) {
        var text = new StringBuilder();
        RANDOM.ints(count, 0, TOKEN_CHARACTERS.length()).forEach(index -> text.append(TOKEN_CHARACTERS.charAt(index)));
        return text.toString();
    }

    @Override
    public String toString() {
        return "SecretsBundle[hidden]";
    }
}

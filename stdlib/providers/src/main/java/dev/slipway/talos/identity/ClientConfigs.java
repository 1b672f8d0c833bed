package dev.slipway.talos.identity;

import dev.slipway.talos.yaml.YamlText;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Client configurations, signed offline with the secrets of the cluster: {@code talosconfig} for the Talos API and
 * {@code kubeconfig} for the Kubernetes API. Each call makes a new key and certificate.
 */
public final class ClientConfigs {
    /** Validity that upstream gives both (constants.TalosAPIDefaultCertificateValidityDuration, KubernetesAdminCertDefaultLifetime). */
    public static final Duration VALIDITY = Duration.ofDays(365);

    /** Kubernetes accepts it at once on machines whose clock is behind (pkg/kubeconfig/generate.go, allowedTimeSkew). */
    private static final Duration SKEW = Duration.ofSeconds(10);

    private ClientConfigs() {}

    /** The certificate by which the Talos API knows the roles of a client, such as {@code os:admin}. */
    public static Signed talosClient(SecretsBundle secrets, List<String> roles, Instant now, Duration validity) {
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("a Talos client certificate needs a role; name one, such as os:admin");
        }
        try {
            var profile = new Certificates.Profile(
                    roles.stream().sorted().toList(), "", KeyUsage.digitalSignature, now, now.plus(validity));
            return Certificates.client(secrets.os(), Certificates.ed25519(), profile);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A {@code talosconfig} with an administrator's certificate, as talosctl reads it. */
    public static String talosconfig(SecretsBundle secrets, String cluster, List<String> endpoints, Instant now) {
        Signed client = talosClient(secrets, List.of("os:admin"), now, VALIDITY);
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("endpoints", List.copyOf(endpoints));
        context.put("ca", secrets.os().encodedCrt());
        context.put("crt", client.encodedCrt());
        context.put("key", client.encodedKey());
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("context", cluster);
        root.put("contexts", Map.of(cluster, context));
        return print(root);
    }

    /** A {@code kubeconfig} with an administrator's certificate. Upstream: pkg/kubeconfig/generate.go, GenerateAdmin. */
    public static String kubeconfig(
            SecretsBundle secrets, String cluster, String endpoint, Instant now, Duration validity) {
        Signed client;
        try {
            int usage = KeyUsage.digitalSignature | KeyUsage.keyEncipherment;
            var profile = new Certificates.Profile(
                    List.of("system:masters"), "admin", usage, now.minus(SKEW), now.plus(validity));
            client = Certificates.client(secrets.kubernetes(), Certificates.ecdsa(), profile);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        String user = "admin@" + cluster;
        Map<String, Object> server = new LinkedHashMap<>();
        server.put("certificate-authority-data", secrets.kubernetes().encodedCrt());
        server.put("server", endpoint);
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("cluster", cluster);
        context.put("namespace", "default");
        context.put("user", user);
        Map<String, Object> credentials = new LinkedHashMap<>();
        credentials.put("client-certificate-data", client.encodedCrt());
        credentials.put("client-key-data", client.encodedKey());
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("apiVersion", "v1");
        root.put("kind", "Config");
        root.put("clusters", List.of(named(cluster, "cluster", server)));
        root.put("contexts", List.of(named(user, "context", context)));
        root.put("current-context", user);
        root.put("preferences", Map.of());
        root.put("users", List.of(named(user, "user", credentials)));
        return print(root);
    }

    /** Whether a client certificate should be replaced: a third of its validity is left, or less. */
    public static boolean needsRenewal(Signed client, Instant now) {
        try {
            X509CertificateHolder certificate = client.certificate();
            Instant from = certificate.getNotBefore().toInstant();
            Instant to = certificate.getNotAfter().toInstant();
            Duration left = Duration.between(now, to);
            return left.compareTo(Duration.between(from, to).dividedBy(3)) <= 0;
        } catch (GeneralSecurityException e) {
            return true;
        }
    }

    private static Map<String, Object> named(String name, String key, Map<String, Object> value) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("name", name);
        item.put(key, value);
        return item;
    }

    private static String print(Map<String, Object> root) {
        var text = new YamlText();
        text.map(root);
        return text.toString();
    }
}

package dev.slipway.lab.kube;

import dev.slipway.lab.Authority;
import dev.slipway.lab.TwinState;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** The configuration with which an administrator reaches a cluster. The certificate stays the same over a restart. */
final class Kubeconfig {
    private final Authority authority;
    private final String certificate;
    private final String key;

    Kubeconfig(Authority authority, TwinState state) {
        this.authority = authority;
        if (state.text("admin.crt").isEmpty()) {
            Authority.Identity admin = authority.issueClient("kubernetes-admin", List.of("system:masters"));
            state.put("admin.crt", Authority.pem(admin.certificate()));
            String encoded = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(admin.key().getEncoded());
            state.put("admin.key", "-----BEGIN PRIVATE KEY-----\n" + encoded + "\n-----END PRIVATE KEY-----\n");
        }
        this.certificate = state.text("admin.crt").orElseThrow();
        this.key = state.text("admin.key").orElseThrow();
    }

    String text(String name, String server) {
        return """
            apiVersion: v1
            kind: Config
            clusters:
            - name: %1$s
              cluster:
                server: %2$s
                certificate-authority-data: %3$s
            users:
            - name: %1$s-admin
              user:
                client-certificate-data: %4$s
                client-key-data: %5$s
            contexts:
            - name: %1$s
              context:
                cluster: %1$s
                user: %1$s-admin
            current-context: %1$s
            """.formatted(name, server, encoded(authority.pem()), encoded(certificate), encoded(key));
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}

package dev.slipway.talos.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenSSL judges keys and certificates; skipped where it is missing. */
class OpenSslTest {
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Instant now;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static SecretsBundle bundle;

    @BeforeAll
    static void generateBundle() {
        now = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(60);
        bundle = SecretsBundle.generate(Contract.V1_14, now);
    }

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path directory;

    @BeforeEach
    void needsOpenSsl() {
        assumeTrue(
                List.of("/usr/bin/openssl", "/usr/local/bin/openssl").stream()
                        .anyMatch(file -> Files.exists(Path.of(file))),
                "openssl is missing");
    }

    @Test
    void verifiesEachAuthority() throws Exception {
        for (Signed authority : List.of(bundle.os(), bundle.etcd(), bundle.kubernetes(), bundle.aggregator())) {
            String ca = file("ca.pem", authority.crt());
            assertTrue(openssl("verify", "-CAfile", ca, ca).contains("OK"));
            String text = openssl("x509", "-in", ca, "-noout", "-text");
            assertTrue(text.contains("X509v3 Basic Constraints: critical\n                CA:TRUE"), text);
            assertTrue(
                    text.contains("X509v3 Key Usage: critical\n                Digital Signature, Certificate Sign"),
                    text);
            assertTrue(text.contains("TLS Web Server Authentication, TLS Web Client Authentication"), text);
            assertFalse(text.contains("Authority Key Identifier"), text);
        }
    }

    @Test
    void seesTheSubjectsAndAlgorithmsOfUpstream() throws Exception {
        String os = openssl("x509", "-in", file("os.pem", bundle.os().crt()), "-noout", "-text");
        assertTrue(os.contains("Public Key Algorithm: ED25519"), os);
        assertTrue(os.matches("(?s).*Subject: ?O ?= ?talos\n.*"), os);
        String kubernetes =
                openssl("x509", "-in", file("k8s.pem", bundle.kubernetes().crt()), "-noout", "-text");
        assertTrue(kubernetes.contains("prime256v1"), kubernetes);
        assertTrue(kubernetes.contains("Signature Algorithm: ecdsa-with-SHA256"), kubernetes);
        String aggregator =
                openssl("x509", "-in", file("agg.pem", bundle.aggregator().crt()), "-noout", "-subject");
        assertEquals("subject=", aggregator.strip().replaceAll("\\s", ""));
    }

    @Test
    void verifiesAnAdministratorOfTalos() throws Exception {
        Signed client = ClientConfigs.talosClient(bundle, List.of("os:admin"), now, ClientConfigs.VALIDITY);
        String ca = file("ca.pem", bundle.os().crt());
        String crt = file("crt.pem", client.crt());
        assertTrue(
                openssl("verify", "-purpose", "sslclient", "-CAfile", ca, crt).contains("OK"));
        String text = openssl("x509", "-in", crt, "-noout", "-text");
        assertTrue(text.matches("(?s).*Subject: ?O ?= ?os:admin\n.*"), text);
        assertTrue(text.contains("X509v3 Extended Key Usage: \n                TLS Web Client Authentication\n"), text);
        assertFalse(text.contains("TLS Web Server Authentication"), text);
        assertTrue(text.contains("Authority Key Identifier"), text);
        String key = client.key().replace("ED25519 PRIVATE KEY", "PRIVATE KEY");
        assertEquals(
                openssl("x509", "-in", crt, "-noout", "-pubkey"),
                openssl("pkey", "-in", file("key.pem", key), "-pubout"));
    }

    @Test
    void verifiesAnAdministratorOfKubernetes() throws Exception {
        String kubeconfig =
                ClientConfigs.kubeconfig(bundle, "home", "https://10.0.3.10:6443", now, Duration.ofDays(30));
        String crt = file("crt.pem", Signed.decode(after(kubeconfig, "client-certificate-data: ")));
        String key = file("key.pem", Signed.decode(after(kubeconfig, "client-key-data: ")));
        String ca = file("ca.pem", bundle.kubernetes().crt());
        assertTrue(
                openssl("verify", "-purpose", "sslclient", "-CAfile", ca, crt).contains("OK"));
        String subject = openssl("x509", "-in", crt, "-noout", "-subject").replace(" ", "");
        assertTrue(subject.contains("O=system:masters") && subject.contains("CN=admin"), subject);
        assertEquals(openssl("x509", "-in", crt, "-noout", "-pubkey"), openssl("ec", "-in", key, "-pubout"));
    }

    @Test
    void readsTheKeyOfServiceAccounts() throws Exception {
        String check = openssl("rsa", "-in", file("sa.pem", bundle.serviceAccountKey()), "-noout", "-check");
        assertTrue(check.contains("RSA key ok"), check);
    }

    private static String after(String text, String key) {
        int start = text.indexOf(key) + key.length();
        return text.substring(start, text.indexOf('\n', start)).strip();
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content).toString();
    }

    private String openssl(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Path output = directory.resolve("output");
        Path errors = directory.resolve("errors");
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        assertEquals(0, process.exitValue(), Files.readString(errors, StandardCharsets.UTF_8));
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}

package dev.slipway.lab.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.lab.Fault;
import dev.slipway.lab.Lab;
import dev.slipway.lab.Placement;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster that is placed in a lab is reached by its kubeconfig alone. */
class KubeTwinTest {
    @TempDir
    private Path directory;

    private static Placement cluster() {
        return new Placement(
                "kube", "home", Map.of("address", "10.0.3.20:6443", "tokens", "bob+system:masters=sesame"));
    }

    private String value(String name) throws IOException {
        String config = Files.readString(directory.resolve("home.local.kubeconfig"));
        Matcher found = Pattern.compile(name + ": (\\S+)").matcher(config);
        assertTrue(found.find(), name);
        return found.group(1);
    }

    private byte[] data(String name) throws IOException {
        return Base64.getDecoder().decode(value(name));
    }

    private SSLContext anyone() throws IOException, GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust().getTrustManagers(), null);
        return context;
    }

    private TrustManagerFactory trust() throws IOException, GeneralSecurityException {
        var certificates = CertificateFactory.getInstance("X.509");
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "ca", certificates.generateCertificate(new ByteArrayInputStream(data("certificate-authority-data"))));
        var trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        return trust;
    }

    private SSLContext administrator() throws IOException, GeneralSecurityException {
        var certificates = CertificateFactory.getInstance("X.509");
        var trust = trust();
        String pem = new String(data("client-key-data"), StandardCharsets.UTF_8).replaceAll("-----[A-Z ]+-----|\n", "");
        var key = KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
        Certificate shown = certificates.generateCertificate(new ByteArrayInputStream(data("client-certificate-data")));
        var own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry("admin", key, new char[0], new Certificate[] {shown});
        var keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(own, new char[0]);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private HttpsURLConnection ask(String method, String path, String body)
            throws IOException, GeneralSecurityException {
        var connection =
                (HttpsURLConnection) URI.create(value("server") + path).toURL().openConnection();
        connection.setSSLSocketFactory(administrator().getSocketFactory());
        connection.setRequestMethod(method);
        if (!body.isEmpty()) {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/json");
            connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        }
        return connection;
    }

    private static String text(HttpURLConnection connection) throws IOException {
        return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void anAdministratorMayDoEverythingAndIsKnownByTheCertificate() throws Exception {
        try (Lab lab = Lab.open(directory, 1)) {
            lab.place(cluster());
            String who = text(ask("POST", "/apis/authentication.k8s.io/v1/selfsubjectreviews", "{}"));
            assertTrue(who.contains("\"username\":\"kubernetes-admin\""), who);
            assertTrue(who.contains("\"system:masters\""), who);
        }
    }

    @Test
    void aTokenStandsForAUserAndGroups() throws Exception {
        try (Lab lab = Lab.open(directory, 1)) {
            lab.place(cluster());
            var connection = (HttpsURLConnection)
                    URI.create(value("server") + "/apis/authentication.k8s.io/v1/selfsubjectreviews")
                            .toURL()
                            .openConnection();
            connection.setSSLSocketFactory(anyone().getSocketFactory());
            connection.setRequestProperty("Authorization", "Bearer sesame");
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setDoOutput(true);
            connection.getOutputStream().write("{}".getBytes(StandardCharsets.UTF_8));
            String who = text(connection);
            assertTrue(who.contains("\"username\":\"bob\",\"groups\":[\"system:masters\""), who);
        }
    }

    @Test
    void readsATableForWhoWantsOne() throws Exception {
        try (Lab lab = Lab.open(directory, 1)) {
            lab.place(cluster());
            var connection = ask("GET", "/api/v1/namespaces/default", "");
            connection.setRequestProperty("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io,application/json");
            String table = text(connection);
            assertTrue(
                    table.contains("\"kind\":\"Table\"") && table.contains("\"cells\":[\"default\",\"Active\","),
                    table);
        }
    }

    @Test
    void objectsAreThereAgainAfterARestart() throws Exception {
        String path = "/api/v1/namespaces/default/configmaps";
        try (Lab lab = Lab.open(directory, 1)) {
            lab.place(cluster());
            assertEquals(
                    201,
                    ask("POST", path, "{\"metadata\":{\"name\":\"a\"},\"data\":{\"k\":\"v\"}}")
                            .getResponseCode());
        }
        try (Lab lab = Lab.open(directory, 1)) {
            String read = text(ask("GET", path + "/a", ""));
            assertTrue(read.contains("\"data\":{\"k\":\"v\"}"), read);
            assertEquals(404, ask("GET", path + "/b", "").getResponseCode());
        }
    }

    @Test
    void aWatchSendsWhatHappensWhileItIsOpen() throws Exception {
        String path = "/api/v1/namespaces/default/secrets";
        try (Lab lab = Lab.open(directory, 1)) {
            lab.place(cluster());
            var watch = ask("GET", path + "?watch=1&timeoutSeconds=60", "");
            try (var lines =
                    new BufferedReader(new InputStreamReader(watch.getInputStream(), StandardCharsets.UTF_8))) {
                assertEquals(
                        201,
                        ask("POST", path, "{\"metadata\":{\"name\":\"late\"}}").getResponseCode());
                String line = lines.readLine();
                assertTrue(line.contains("\"type\":\"ADDED\"") && line.contains("\"name\":\"late\""), line);
            }
        }
    }

    @Test
    void anOverloadedServerSaysWhenToComeAgain() throws Exception {
        try (Lab lab = Lab.open(directory, 1)) {
            lab.place(cluster());
            lab.fault(new Fault("too-many-requests", "home", "", 1));
            var refused = ask("GET", "/api/v1/namespaces", "");
            assertEquals(429, refused.getResponseCode());
            assertEquals("1", refused.getHeaderField("Retry-After"));
            assertEquals(200, ask("GET", "/api/v1/namespaces", "").getResponseCode());
        }
    }
}

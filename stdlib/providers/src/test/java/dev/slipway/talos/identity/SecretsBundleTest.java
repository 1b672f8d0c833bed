package dev.slipway.talos.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.talos.Vectors;
import dev.slipway.talos.yaml.ConfigException;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SecretsBundleTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final SecretsBundle NEW = SecretsBundle.generate(Contract.V1_14, NOW);

    @Test
    void readsWhatItWrites() {
        assertEquals(NEW, SecretsFile.read(SecretsFile.write(NEW), "secrets.yaml"));
    }

    @Test
    void readsAndWritesUpstreamsBundle() {
        String text = Vectors.text("secrets/secrets.yaml");
        String written = SecretsFile.write(SecretsFile.read(text, "secrets.yaml"));
        assertEquals(Vectors.meaning(text), Vectors.meaning(written));
    }

    @Test
    void reportsEveryProblemOfUpstreamsInvalidBundleAtOnce() {
        String text = Vectors.text("secrets/invalid-secrets.yaml");
        var error = assertThrows(ConfigException.class, () -> SecretsFile.read(text, "invalid-secrets.yaml"));
        String message = String.valueOf(error.getMessage());
        for (String problem : new String[] {
            "cluster.secret is required",
            "exactly one of secrets.secretboxencryptionsecret and secrets.aescbcencryptionsecret is required",
            "trustdinfo is required",
            "certs.etcd.key is invalid: it contains no PEM block",
            "certs.k8saggregator is required",
            "certs.os.key is invalid: it is labeled CERTIFICATE"
        }) {
            assertTrue(message.contains(problem), () -> problem + " is missing in: " + message);
        }
    }

    @Test
    void showsNoSecret() {
        String shown = NEW + " " + NEW.os();
        assertFalse(shown.contains(NEW.clusterSecret()));
        assertFalse(shown.contains("BEGIN"));
    }

    @Test
    void generatesTokensOfTheFormThatKubernetesAccepts() {
        assertTrue(NEW.bootstrapToken().matches("[0-9a-z]{6}\\.[0-9a-z]{16}"));
        assertTrue(NEW.trustdToken().matches("[0-9a-z]{6}\\.[0-9a-z]{16}"));
    }

    @Test
    void writesTheClusterIdInTheAlphabetOfTheContract() {
        assertEquals(32, Base64.getDecoder().decode(NEW.clusterId()).length);
        assertEquals(
                32,
                Base64.getUrlDecoder()
                        .decode(SecretsBundle.generate(Contract.V1_13, NOW).clusterId())
                        .length);
    }

    @Test
    void labelsKeysAsUpstreamDoes() {
        assertTrue(NEW.os().key().startsWith("-----BEGIN ED25519 PRIVATE KEY-----\n"));
        assertTrue(NEW.kubernetes().key().startsWith("-----BEGIN EC PRIVATE KEY-----\n"));
        assertTrue(NEW.serviceAccountKey().startsWith("-----BEGIN RSA PRIVATE KEY-----\n"));
    }
}

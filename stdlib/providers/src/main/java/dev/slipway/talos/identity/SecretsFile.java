package dev.slipway.talos.identity;

import dev.slipway.talos.yaml.ConfigException;
import dev.slipway.talos.yaml.YamlDocuments;
import dev.slipway.talos.yaml.YamlNode;
import dev.slipway.talos.yaml.YamlText;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads and writes {@code secrets.yaml} of talosctl. Upstream: pkg/machinery/config/generate/secrets/bundle.go, LoadBundle
 * and Validate; keys are the lowercase names of Go's fields.
 */
public final class SecretsFile {
    private final List<String> problems = new ArrayList<>();
    private final String source;

    private SecretsFile(String source) {
        this.source = source;
    }

    /** Reads and validates a bundle; all of its problems are reported at once, and none of its values. */
    public static SecretsBundle read(String yaml, String source) {
        return new SecretsFile(source).read(yaml);
    }

    private SecretsBundle read(String yaml) {
        List<YamlNode> documents = YamlDocuments.read(yaml);
        if (documents.isEmpty() || !(documents.get(0) instanceof YamlNode.Mapping root)) {
            throw new ConfigException(source, "it contains no secrets bundle", "create one with talosctl gen secrets");
        }
        YamlNode.Mapping cluster = section(root, "cluster", "");
        YamlNode.Mapping secrets = section(root, "secrets", "");
        YamlNode.Mapping trustd = section(root, "trustdinfo", "");
        YamlNode.Mapping certs = section(root, "certs", "");
        String aescbc = secrets.text("aescbcencryptionsecret");
        String secretbox = secrets.text("secretboxencryptionsecret");
        if (aescbc.isEmpty() == secretbox.isEmpty()) {
            problems.add(
                    "exactly one of secrets.secretboxencryptionsecret and secrets.aescbcencryptionsecret is required");
        }
        var bundle = new SecretsBundle(
                required(cluster, "cluster", "id"),
                required(cluster, "cluster", "secret"),
                required(secrets, "secrets", "bootstraptoken"),
                aescbc,
                secretbox,
                required(trustd, "trustdinfo", "token"),
                signed(certs, "etcd"),
                signed(certs, "k8s"),
                signed(certs, "k8saggregator"),
                key(section(certs, "k8sserviceaccount", "certs."), "certs.k8sserviceaccount"),
                signed(certs, "os"));
        if (!problems.isEmpty()) {
            throw new ConfigException(
                    source,
                    "invalid secrets bundle: " + String.join("; ", problems),
                    "export it again with talosctl gen secrets");
        }
        return bundle;
    }

    private YamlNode.Mapping section(YamlNode.Mapping parent, String key, String prefix) {
        for (YamlNode.Entry entry : parent.entries()) {
            if (entry.key().equals(key) && entry.value() instanceof YamlNode.Mapping mapping) {
                return mapping;
            }
        }
        if (parent.line() > 0) { // a section inside a missing one is missing as well, and reported once
            problems.add(prefix + key + " is required");
        }
        return new YamlNode.Mapping(List.of(), 0);
    }

    private String required(YamlNode.Mapping section, String name, String key) {
        String value = section.text(key);
        if (value.isEmpty() && section.line() > 0) {
            problems.add(name + "." + key + " is required");
        }
        return value;
    }

    private Signed signed(YamlNode.Mapping certs, String name) {
        YamlNode.Mapping section = section(certs, name, "certs.");
        String key = key(section, "certs." + name);
        String crt = decoded(section, "crt", "certs." + name);
        try {
            if (section.line() > 0) {
                Pem.certificate(crt);
            }
        } catch (GeneralSecurityException e) {
            problems.add("certs." + name + ".crt is invalid: " + e.getMessage());
        }
        return new Signed(crt, key);
    }

    private String key(YamlNode.Mapping section, String name) {
        String key = decoded(section, "key", name);
        try {
            if (section.line() > 0) {
                Pem.key(key);
            }
        } catch (GeneralSecurityException e) {
            problems.add(name + ".key is invalid: " + e.getMessage());
        }
        return key;
    }

    private String decoded(YamlNode.Mapping section, String key, String name) {
        try {
            return Signed.decode(section.text(key));
        } catch (IllegalArgumentException e) {
            problems.add(name + "." + key + " is not base64");
            return "";
        }
    }

    /** The bundle as talosctl writes and reads it. */
    public static String write(SecretsBundle secrets) {
        Map<String, Object> root = new LinkedHashMap<>();
        Map<String, Object> kubernetes = new LinkedHashMap<>();
        kubernetes.put("bootstraptoken", secrets.bootstrapToken());
        if (!secrets.aescbcEncryptionSecret().isEmpty()) {
            kubernetes.put("aescbcencryptionsecret", secrets.aescbcEncryptionSecret());
        }
        if (!secrets.secretboxEncryptionSecret().isEmpty()) {
            kubernetes.put("secretboxencryptionsecret", secrets.secretboxEncryptionSecret());
        }
        Map<String, Object> certs = new LinkedHashMap<>();
        certs.put("etcd", pair(secrets.etcd()));
        certs.put("k8s", pair(secrets.kubernetes()));
        certs.put("k8saggregator", pair(secrets.aggregator()));
        certs.put("k8sserviceaccount", Map.of("key", secrets.encodedServiceAccountKey()));
        certs.put("os", pair(secrets.os()));
        Map<String, Object> cluster = new LinkedHashMap<>();
        cluster.put("id", secrets.clusterId());
        cluster.put("secret", secrets.clusterSecret());
        root.put("cluster", cluster);
        root.put("secrets", kubernetes);
        root.put("trustdinfo", Map.of("token", secrets.trustdToken()));
        root.put("certs", certs);
        var text = new YamlText();
        text.map(root);
        return text.toString();
    }

    private static Map<String, Object> pair(Signed signed) {
        Map<String, Object> pair = new LinkedHashMap<>();
        pair.put("crt", signed.encodedCrt());
        pair.put("key", signed.encodedKey());
        return pair;
    }
}

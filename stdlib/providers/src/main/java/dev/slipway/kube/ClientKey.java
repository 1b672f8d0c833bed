package dev.slipway.kube;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The algorithm of a client key in PKCS #8, whose header does not name it. The client takes every such key for one of RSA
 * unless it is told otherwise.
 */
final class ClientKey {
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    private static final List<String> ALGORITHMS = List.of("RSA", "EC");

    private ClientKey() {}

    static Optional<String> algorithm(Config config) {
        return text(config).flatMap(ClientKey::algorithm);
    }

    private static Optional<String> text(Config config) {
        String data = config.getClientKeyData();
        String file = config.getClientKeyFile();
        try {
            if (data != null) {
                return Optional.of(new String(Base64.getMimeDecoder().decode(data), StandardCharsets.UTF_8));
            }
            return file == null ? Optional.empty() : Optional.of(Files.readString(Path.of(file)));
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.empty(); // reported when it is used
        }
    }

    static Optional<String> algorithm(String pem) {
        int begin = pem.indexOf(BEGIN);
        int end = pem.indexOf(END);
        if (begin < 0 || end < begin) {
            return Optional.empty();
        }
        try {
            var key =
                    new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.substring(begin + BEGIN.length(), end)));
            return ALGORITHMS.stream().filter(name -> reads(name, key)).findFirst();
        } catch (IllegalArgumentException garbled) {
            return Optional.empty();
        }
    }

    private static boolean reads(String algorithm, PKCS8EncodedKeySpec key) {
        try {
            KeyFactory.getInstance(algorithm).generatePrivate(key);
            return true;
        } catch (GeneralSecurityException another) {
            return false;
        }
    }
}

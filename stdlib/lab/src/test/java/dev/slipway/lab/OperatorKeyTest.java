package dev.slipway.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorKeyTest {
    @TempDir
    Path directory;

    @Test
    void itIsMadeOnceAndReadEachTime() throws Exception {
        Path file = directory.resolve("key");
        assertEquals(OperatorKey.of(file), OperatorKey.of(file));
        assertEquals("EC", OperatorKey.of(file).getAlgorithm());
    }

    @Test
    void aLabThatIsOlderKeepsTheKeyThatItHas() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        var pair = generator.generateKeyPair();
        String body = Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded());
        Path file = directory.resolve("key");
        Files.writeString(file, "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n");
        assertEquals(pair.getPublic(), OperatorKey.of(file));
    }

    @Test
    void whatIsNoKeyIsTold() throws Exception {
        for (String text : new String[] {"", "no key", "AAAA", "MAA="}) {
            Path file = Files.writeString(directory.resolve("key"), text);
            String told =
                    assertThrows(IOException.class, () -> OperatorKey.of(file)).toString();
            assertTrue(told.contains("is no private key; remove it"), told);
        }
    }
}

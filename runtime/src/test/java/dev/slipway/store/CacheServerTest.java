package dev.slipway.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.model.InvalidInputException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheServerTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://host/",
                "host:8080",
                "/path",
                "http:///path",
                "http://bot:s3cr3t@host/",
                "http://h/?q",
                "http://h/#f"
            })
    void anAddressThatCannotBeUsedIsRefusedWithoutAnEcho(String address) {
        var refused = assertThrows(InvalidInputException.class, () -> CacheServer.at(URI.create(address)));
        assertFalse(String.valueOf(refused.getMessage()).contains("s3cr3t"));
    }

    @Test
    void aCacheThatIsNotAskedLoadsNoHttpClient() throws IOException, InterruptedException {
        var java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Idle.class.getName())
                .redirectErrorStream(true)
                .start();
        String log = new String(java.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, java.waitFor(), log);
        assertTrue(log.contains(HttpCache.class.getName()));
        assertFalse(log.contains("java.net.http"));
    }

    /** A run that changes nothing, as far as the cache is concerned. */
    static final class Idle {
        public static void main(String[] args) {
            ActionCache cache = new HttpCache(CacheServer.at(URI.create("http://localhost:1/")), text -> {});
            System.out.println(cache.getClass());
        }
    }
}

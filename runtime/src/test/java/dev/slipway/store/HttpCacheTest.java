package dev.slipway.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.model.Fingerprint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HttpCacheTest extends ActionCacheContract {
    private static final Duration SHORT = Duration.ofMillis(100);

    private final StrictServer server;
    private final List<String> reports = new CopyOnWriteArrayList<>();

    HttpCacheTest() throws IOException {
        server = new StrictServer();
    }

    @AfterEach
    void close() {
        server.close();
        assertEquals(List.of(), server.violations);
    }

    @Override
    ActionCache cache() {
        return cache(CacheServer.at(server.address()));
    }

    private ActionCache cache(CacheServer described) {
        return new HttpCache(described, reports::add);
    }

    @Override
    void plant(Fingerprint action, byte[] result) {
        server.kept.put("/ac/" + action, result);
    }

    @Override
    byte[] planted(Fingerprint action) {
        return server.kept.getOrDefault("/ac/" + action, new byte[0]);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GOOD")
    void aBadServerIsAMiss(StrictServer.Mood mood) {
        cache().put(ACTION, OUTPUTS, made, FILES);
        for (String kind : List.of("GET /ac/", "GET /cas/")) {
            server.be(mood, kind);
            reports.clear();
            assertTimeout(Duration.ofSeconds(2), () -> {
                var impatient = cache(CacheServer.at(server.address()).within(SHORT));
                assertEquals(Optional.empty(), impatient.get(ACTION, root, FILES));
            });
            assertEquals(1, reports.size(), reports.toString());
            assertFalse(Files.exists(root.resolve("out")));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TOO_MUCH", "DRIP"})
    void whatIsNoLongerWantedIsNotSentToItsEnd(StrictServer.Mood mood) throws InterruptedException {
        cache().put(ACTION, OUTPUTS, made, FILES);
        server.be(mood, "GET /cas/");
        cache(CacheServer.at(server.address()).within(SHORT)).get(ACTION, root, FILES);
        assertTrue(server.hungUp.await(2, TimeUnit.SECONDS));
    }

    @ParameterizedTest
    @EnumSource(names = {"FAIL", "FORBID", "REDIRECT", "HANG"})
    void aServerThatTakesNothingIsNoTrouble(StrictServer.Mood mood) {
        server.be(mood, "PUT /cas/");
        cache(CacheServer.at(server.address()).within(SHORT)).put(ACTION, OUTPUTS, made, FILES);
        assertEquals(1, reports.size());
        assertEquals(1, server.requests.size(), "nothing more is sent, and above all no result");
    }

    @Test
    void afterThreeTroublesInARowItIsSilent() {
        server.be(StrictServer.Mood.FAIL, "GET");
        ActionCache cache = cache();
        for (int i = 0; i < 10; i++) {
            cache.get(ACTION, root, FILES);
            cache.put(ACTION, OUTPUTS, made, List.of("missing"));
        }
        assertEquals(3, server.requests.size());
        assertEquals(1, reports.size(), reports.toString());
        cache.put(ACTION, OUTPUTS, made, FILES);
        assertEquals(3, server.requests.size(), "what cannot be read is not written to");
    }

    @Test
    void troublesThatAreNotInARowAreBorne() {
        ActionCache cache = cache();
        for (int i = 0; i < 5; i++) {
            server.be(StrictServer.Mood.FAIL, "GET");
            cache.get(ACTION, root, FILES);
            cache.get(ACTION, root, FILES);
            server.be(StrictServer.Mood.GOOD, "GET");
            cache.get(ACTION, root, FILES);
        }
        assertEquals(15, server.requests.size());
        assertEquals(1, reports.size());
    }

    @Test
    void aServerThatIsOnlyReadIsStillRead() {
        cache().put(ACTION, OUTPUTS, made, List.of());
        server.be(StrictServer.Mood.FORBID, "PUT");
        ActionCache cache = cache();
        for (int i = 0; i < 5; i++) {
            cache.put(ACTION, OUTPUTS, made, List.of());
            assertTrue(cache.get(ACTION, root, List.of()).isPresent());
        }
        assertEquals(1, reports.size(), reports.toString());
    }

    @Test
    void troubleOfThisMachineIsNotTheServers() throws IOException {
        cache().put(ACTION, OUTPUTS, made, FILES);
        Files.createDirectories(root.resolve("out/z.txt/mine"));
        ActionCache cache = cache();
        for (int i = 0; i < 5; i++) {
            assertEquals(Optional.empty(), cache.get(ACTION, root, FILES));
        }
        clear(root);
        assertEquals(Optional.of(OUTPUTS), cache.get(ACTION, root, FILES));
    }

    @Test
    void readOnlyMeansThatNothingIsSent() {
        cache(CacheServer.at(server.address()).readOnly()).put(ACTION, OUTPUTS, made, FILES);
        assertEquals(List.of(), server.requests);
    }

    @Test
    void whatIsTooLargeIsNeitherSentNorTaken() throws IOException {
        ActionCache small = cache(CacheServer.at(server.address()).upTo(299_999));
        small.put(ACTION, OUTPUTS, made, FILES);
        assertEquals(List.of(), server.requests);
        cache().put(ACTION, OUTPUTS, made, FILES);
        assertEquals(Optional.empty(), small.get(ACTION, root, FILES));
        assertMiss(ACTION, List.of());
        assertEquals(List.of(), reports);
    }

    @Test
    void aRedirectIsNotFollowed() throws IOException {
        try (var other = new StrictServer()) {
            server.elsewhere = other.address().resolve("/").toString();
            server.be(StrictServer.Mood.REDIRECT, "");
            cache().get(ACTION, root, FILES);
            cache().put(ACTION, OUTPUTS, made, FILES);
            assertEquals(List.of(), other.requests);
            assertEquals(List.of(), other.violations);
        }
    }

    @Test
    void nobodyThereIsAMiss() {
        URI nobody = server.address();
        server.close();
        assertEquals(Optional.empty(), cache(CacheServer.at(nobody)).get(ACTION, root, FILES));
        assertEquals(1, reports.size());
    }

    @ParameterizedTest
    @CsvSource({"bearer, Bearer s3cr3t", "basic, Basic Ym90OnMzY3IzdA=="})
    void theCredentialIsSentAndNeverShown(String scheme, String header) {
        server.authorization = header;
        CacheServer open = CacheServer.at(server.address());
        CacheServer locked = open.authorized(() -> scheme.equals("basic") ? "bot:s3cr3t\n" : "s3cr3t");
        cache(locked).put(ACTION, OUTPUTS, made, List.of());
        assertEquals(Optional.of(OUTPUTS), cache(locked).get(ACTION, root, List.of()));
        assertEquals(List.of(), reports);
        assertEquals(Optional.empty(), cache(open).get(ACTION, root, List.of()));
        cache(open.authorized(() -> "s3cr3t\nX y")).get(ACTION, root, List.of());
        cache(open.authorized(() -> {
                    throw new IllegalStateException("s3cr3t is sealed");
                }))
                .get(ACTION, root, List.of());
        assertEquals(3, reports.size());
        assertFalse((reports + locked.toString() + cache(locked)).contains("s3cr3t"), reports.toString());
    }

    @Test
    void aCancelledRunDoesNotBlameTheServer() {
        server.be(StrictServer.Mood.HANG, "GET");
        Thread.currentThread().interrupt();
        assertEquals(Optional.empty(), cache().get(ACTION, root, FILES));
        assertTrue(Thread.interrupted(), "the interrupt is still there");
        assertEquals(List.of(), reports);
    }
}

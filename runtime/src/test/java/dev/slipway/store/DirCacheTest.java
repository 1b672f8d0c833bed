package dev.slipway.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DirCacheTest extends ActionCacheContract {
    @Override
    ActionCache cache() {
        return new DirCache(home());
    }

    @Override
    void plant(Fingerprint action, byte[] result) throws IOException {
        String hex = action.toString();
        Files.createDirectories(home().resolve("ac").resolve(hex.substring(0, 2)));
        Files.write(place("ac", action), result);
    }

    @Override
    byte[] planted(Fingerprint action) throws IOException {
        return Files.readAllBytes(place("ac", action));
    }

    @Test
    void everyFlippedBitIsAMiss() throws IOException {
        cache().put(ACTION, OUTPUTS, made, List.of("empty"));
        byte[] good = planted(ACTION);
        for (int bit = 0; bit < 8 * good.length; bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            plant(ACTION, bad);
            assertMiss(ACTION, List.of("empty"));
        }
    }

    @Test
    void aDamagedBlobIsAMissAndIsMendedByTheNextPut() throws IOException {
        for (String damage : List.of("", "short", "y".repeat(300_000), "y".repeat(300_001))) {
            cache().put(ACTION, OUTPUTS, made, FILES);
            Files.writeString(place("cas", digestOf("out/z.txt")), damage);
            assertMiss(ACTION, FILES);
            cache().put(ACTION, OUTPUTS, made, FILES);
            assertEquals(Optional.of(OUTPUTS), cache().get(ACTION, root, FILES));
            clear(root);
        }
    }

    @Test
    void whateverStandsInTheWayIsAMiss() throws IOException {
        cache().put(ACTION, OUTPUTS, made, FILES);
        for (Path place : List.of(place("ac", ACTION), place("cas", digestOf("out/z.txt")))) {
            Files.move(place, temp.resolve("aside"));
            Files.createDirectories(place.resolve("directory"));
            assertMiss(ACTION, FILES);
            cache().put(ACTION, OUTPUTS, made, FILES);
            assertMiss(ACTION, FILES);
            clear(place);
            Files.delete(place);
            Files.createSymbolicLink(place, temp.resolve("aside"));
            assertMiss(ACTION, FILES);
            Files.delete(place);
            Files.move(temp.resolve("aside"), place);
        }
        assertEquals(Optional.of(OUTPUTS), cache().get(ACTION, root, FILES));
    }

    @Test
    void aLinkInTheCacheIsNotFollowed() throws IOException {
        Path elsewhere = temp.resolve("elsewhere");
        write(elsewhere.resolve("ab/mine"), "mine");
        Files.createDirectories(home());
        for (String link : List.of("ac", "cas")) {
            Files.createSymbolicLink(home().resolve(link), elsewhere);
            cache().put(ACTION, OUTPUTS, made, FILES);
            assertMiss(ACTION, FILES);
            trim(0);
            assertEquals(Set.of("ab", "ab/mine"), tree(elsewhere));
            clear(home());
        }
    }

    @Test
    void aFileAsTheRootOfTheCacheIsAMiss() throws IOException {
        write(home(), "no directory");
        cache().put(ACTION, OUTPUTS, made, FILES);
        assertMiss(ACTION, FILES);
        assertEquals(0, trim(0));
    }

    @Test
    void nothingUnfinishedIsLeftBehind() throws IOException {
        var shelf = new DirCacheBackend(home());
        var wrong = new Digest(ACTION, 3);
        for (String bytes : List.of("four", "odd", "")) {
            try {
                shelf.keep(wrong, () -> new ByteArrayInputStream(bytes.getBytes(UTF_8)));
            } catch (IOException expected) {
                continue;
            }
            throw new AssertionError("kept '" + bytes + "' under the wrong name");
        }
        assertEquals(List.of(), files());
    }

    @Test
    void whatWasNotUsedForLongestGoesFirst() throws IOException {
        for (int i = 0; i < 4; i++) {
            cache().put(action(i), Fields.of("text", "x".repeat(500) + i), made, List.of());
        }
        for (Path file : files()) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(1))));
        }
        assertTrue(cache().get(action(2), root, List.of()).isPresent());
        long size = Files.size(place("ac", action(2)));
        assertEquals(3 * size, trim(2 * size - 1));
        assertTrue(cache().get(action(2), root, List.of()).isPresent());
        assertEquals(List.of(place("ac", action(2))), files());
        assertEquals(0, trim(size));
    }

    @Test
    void whatADeadProcessLeftIsSweptAway() throws IOException {
        cache().put(ACTION, OUTPUTS, made, List.of());
        Path dead = write(place("ac", ACTION).resolveSibling(DirCacheBackend.UNFINISHED + "dead"), "half");
        Path alive = write(place("ac", ACTION).resolveSibling(DirCacheBackend.UNFINISHED + "alive"), "half");
        Files.setLastModifiedTime(dead, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        assertEquals(4, trim(Long.MAX_VALUE));
        assertTrue(!Files.exists(dead) && Files.exists(alive));
        assertEquals(Optional.of(OUTPUTS), cache().get(ACTION, root, List.of()));
    }

    private static Fingerprint action(int i) {
        return Hasher.of(new byte[] {(byte) i});
    }

    private long trim(long bytes) {
        return new CacheDirectory(home())
                .prune(new CacheLimits(bytes, Duration.ofDays(10_000)))
                .bytes();
    }

    private Path home() {
        return temp.resolve("cache");
    }

    private Fingerprint digestOf(String file) throws IOException {
        return Hasher.of(Files.readAllBytes(made.resolve(file)));
    }

    private Path place(String kind, Fingerprint name) {
        return home().resolve(kind).resolve(name.toString().substring(0, 2)).resolve(name.toString());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(home())) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}

package dev.slipway.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import dev.slipway.model.Secret;
import dev.slipway.model.TaskKey;
import dev.slipway.model.Unknown;
import dev.slipway.model.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every cache does: give back exactly what it was given, or nothing. */
abstract class ActionCacheContract {
    static final Fingerprint ACTION = Hasher.of("action".getBytes(UTF_8));
    static final Fields OUTPUTS = Fields.of("name", "cp-1", "cores", 4, "list", List.of("a", true, 0.5));
    static final List<String> FILES = List.of("out/z.txt", "out/bin/run", "empty");

    @TempDir
    Path temp;

    Path made;
    Path root;

    ActionCacheContract() {
        made = Path.of("unset");
        root = made;
    }

    /** The cache as a new process would open it; what was kept before is still there. */
    abstract ActionCache cache();

    /** Puts any bytes in the place of a result, as somebody with access to the storage could. */
    abstract void plant(Fingerprint action, byte[] result) throws IOException;

    /** Takes a result from where {@link #plant} puts it. */
    abstract byte[] planted(Fingerprint action) throws IOException;

    @BeforeEach
    void makeFiles() throws IOException {
        made = Files.createDirectories(temp.resolve("made"));
        root = Files.createDirectories(temp.resolve("root"));
        write(made.resolve("out/z.txt"), "z".repeat(300_000));
        write(made.resolve("out/bin/run"), "#!/bin/sh\n");
        write(made.resolve("empty"), "");
        assertTrue(made.resolve("out/bin/run").toFile().setExecutable(true));
    }

    @Test
    void whatNobodyKeptIsAMiss() throws IOException {
        assertMiss(ACTION, FILES);
    }

    @Test
    void outputsAndFilesComeBack() throws IOException {
        cache().put(ACTION, OUTPUTS, made, FILES);
        assertEquals(Optional.of(OUTPUTS), cache().get(ACTION, root, FILES));
        assertFilesAreBack();
    }

    @Test
    void outputsWithoutFilesComeBack() {
        cache().put(ACTION, OUTPUTS, made, List.of());
        assertEquals(Optional.of(OUTPUTS), cache().get(ACTION, root, List.of()));
    }

    @Test
    void largeOutputsComeBack() {
        Fields large = OUTPUTS.with("manifest", Value.of("kind: Pod\n".repeat(50_000)));
        cache().put(ACTION, large, made, List.of());
        assertEquals(Optional.of(large), cache().get(ACTION, root, List.of()));
    }

    @Test
    void theLastResultCounts() {
        cache().put(ACTION, Fields.of("n", 1), made, List.of());
        cache().put(ACTION, Fields.of("n", 2), made, List.of());
        assertEquals(Optional.of(Fields.of("n", 2)), cache().get(ACTION, root, List.of()));
    }

    @Test
    void filesReplaceWhatIsThere() throws IOException {
        cache().put(ACTION, OUTPUTS, made, FILES);
        Path elsewhere = write(temp.resolve("elsewhere"), "mine");
        write(root.resolve("out/z.txt"), "old");
        Files.createSymbolicLink(root.resolve("empty"), elsewhere);
        assertEquals(Optional.of(OUTPUTS), cache().get(ACTION, root, FILES));
        assertFilesAreBack();
        assertEquals("mine", Files.readString(elsewhere));
    }

    @Test
    void aResultWithOtherFilesIsAMiss() throws IOException {
        cache().put(ACTION, OUTPUTS, made, FILES);
        assertMiss(ACTION, List.of());
        assertMiss(ACTION, FILES.subList(0, 2));
        assertMiss(ACTION, List.of("out/z.txt", "out/bin/run", "full"));
    }

    @Test
    void aResultUnderAnotherNameIsAMiss() throws IOException {
        cache().put(ACTION, OUTPUTS, made, FILES);
        Fingerprint other = Hasher.of("other".getBytes(UTF_8));
        plant(other, planted(ACTION));
        assertMiss(other, FILES);
    }

    @Test
    void secretsAndUnknownsAreNotKept() throws IOException {
        var unknown = new Unknown(new TaskKey("vm", "a"), FieldPath.of("ip"));
        cache().put(ACTION, Fields.of("token", Secret.of("env:TOKEN")), made, FILES);
        assertMiss(ACTION, FILES);
        cache().put(ACTION, Fields.of("deep", Map.of("ip", unknown)), made, FILES);
        assertMiss(ACTION, FILES);
    }

    @Test
    void pathsThatLeadAwayAreNeitherKeptNorWritten() throws IOException {
        write(temp.resolve("x"), "outside");
        for (String path : List.of("../x", temp.resolve("x").toString(), "out/../../x", "", ".", "a\0b", "out")) {
            cache().put(ACTION, OUTPUTS, made, List.of(path));
            assertMiss(ACTION, List.of(path));
            plant(ACTION, ActionResultTest.naming(path));
            assertMiss(ACTION, List.of(path));
        }
        assertEquals("outside", Files.readString(temp.resolve("x")));
    }

    @Test
    void aFileThatIsMissingOrALinkIsNotKept() throws IOException {
        cache().put(ACTION, OUTPUTS, made, List.of("missing"));
        assertMiss(ACTION, List.of("missing"));
        Files.createSymbolicLink(made.resolve("link"), write(temp.resolve("shadow"), "secret"));
        cache().put(ACTION, OUTPUTS, made, List.of("link"));
        assertMiss(ACTION, List.of("link"));
        Files.createSymbolicLink(made.resolve("way"), temp);
        cache().put(ACTION, OUTPUTS, made, List.of("way/shadow"));
        assertMiss(ACTION, List.of("way/shadow"));
    }

    @Test
    void aLinkOnTheWayIsNotFollowed() throws IOException {
        cache().put(ACTION, OUTPUTS, made, FILES);
        Path elsewhere = temp.resolve("elsewhere");
        Files.createDirectories(elsewhere.resolve("bin"));
        Files.createSymbolicLink(root.resolve("out"), elsewhere);
        assertEquals(Optional.empty(), cache().get(ACTION, root, FILES));
        assertEquals(Set.of("out"), tree(root));
        assertEquals(Set.of("bin"), tree(elsewhere));
    }

    @Test
    void aDirectoryInThePlaceOfAFileIsAMiss() throws IOException {
        cache().put(ACTION, OUTPUTS, made, FILES);
        write(root.resolve("out/z.txt/mine"), "mine");
        assertEquals(Optional.empty(), cache().get(ACTION, root, FILES));
        assertEquals(Set.of("out", "out/z.txt", "out/z.txt/mine"), tree(root));
    }

    @Test
    void aRootThatIsNotThereIsAMiss() {
        cache().put(ACTION, OUTPUTS, made, FILES);
        assertEquals(Optional.empty(), cache().get(ACTION, temp.resolve("nowhere"), FILES));
        cache().put(ACTION, OUTPUTS, temp.resolve("nowhere"), FILES);
        assertFalse(Files.exists(temp.resolve("nowhere")));
    }

    @Test
    void aDamagedResultIsAMissOrStillRight() throws IOException {
        cache().put(ACTION, OUTPUTS, made, FILES);
        byte[] good = planted(ACTION);
        var random = new Random(7);
        for (int i = 0; i < 20; i++) {
            plant(ACTION, ActionResultTest.mutated(good, random));
            if (cache().get(ACTION, root, FILES).isPresent()) {
                assertFilesAreBack();
            } else {
                assertFalse(Files.exists(root.resolve("out/z.txt")));
            }
            clear(root);
        }
    }

    @Test
    void manyAtOnceGetInNobodysWay() throws Exception {
        var pool = Executors.newFixedThreadPool(8);
        try {
            var work = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < 24; i++) {
                Path mine = Files.createDirectories(temp.resolve("root" + i));
                work.add(() -> {
                    cache().put(ACTION, OUTPUTS, made, FILES);
                    boolean hit = cache().get(ACTION, mine, FILES).isPresent();
                    return hit && Files.mismatch(made.resolve("out/z.txt"), mine.resolve("out/z.txt")) < 0;
                });
            }
            for (var each : pool.invokeAll(work)) {
                assertTrue(each.get());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    final void assertMiss(Fingerprint action, List<String> files) throws IOException {
        assertEquals(Optional.empty(), cache().get(action, root, files));
        assertEquals(Set.of(), tree(root), "a miss must leave nothing behind");
    }

    final void assertFilesAreBack() throws IOException {
        assertEquals(Set.of("out", "out/z.txt", "out/bin", "out/bin/run", "empty"), tree(root));
        for (String file : FILES) {
            assertArrayEquals(Files.readAllBytes(made.resolve(file)), Files.readAllBytes(root.resolve(file)));
            assertTrue(Files.isRegularFile(root.resolve(file), LinkOption.NOFOLLOW_LINKS));
            assertEquals(Files.isExecutable(made.resolve(file)), Files.isExecutable(root.resolve(file)));
        }
    }

    static Path write(Path file, String text) throws IOException {
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        return Files.writeString(file, text);
    }

    static Set<String> tree(Path dir) throws IOException {
        try (Stream<Path> all = Files.walk(dir)) {
            var names = new TreeSet<String>();
            all.filter(path -> !path.equals(dir))
                    .forEach(path -> names.add(dir.relativize(path).toString()));
            return names;
        }
    }

    static void clear(Path dir) throws IOException {
        try (Stream<Path> all = Files.walk(dir)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(dir)) {
                    Files.delete(path);
                }
            }
        }
    }
}

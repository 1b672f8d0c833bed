package dev.slipway.store;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.model.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What a file system refuses is said in full. */
final class IoErrorsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private static void refused(Executable what, String... parts) {
        String message =
                String.valueOf(assertThrows(InvalidInputException.class, what).getMessage());
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
        assertTrue(message.contains("why:") && message.contains("do:"), message);
    }

    @Test
    void readingWhatIsNotThereMakesNothing() {
        Path home = directory.resolve(".slipway");
        assertTrue(new LocalStore(home).read().records().isEmpty());
        assertFalse(Files.exists(home));
    }

    @Test
    void aFileWhereADirectoryShouldBe() throws IOException {
        Files.writeString(directory.resolve("a"), "in the way");
        Files.createDirectories(directory.resolve("b"));
        Files.writeString(directory.resolve("b/state"), "in the way");
        for (Path home : List.of(directory.resolve("a"), directory.resolve("b"))) {
            var store = new LocalStore(home);
            refused(store::read, "is no directory", "move that file");
            refused(() -> store.lock(Sample.OWNER, event -> {}), "is no directory", "move that file");
        }
        Files.createDirectories(directory.resolve("c"));
        Files.writeString(directory.resolve("c/blobs"), "in the way");
        refused(() -> new LocalStore(directory.resolve("c")).blobs().put(new byte[9]), "is no directory");
    }

    @Test
    void noPermission() {
        var disk = new CrashingDisk();
        StateStoreContract.write(new LocalStore(Storyline.HOME, disk), Sample.story());
        for (String denied : List.of("", "state", "state/000001.journal", "state/000001.snapshot")) {
            var store = new LocalStore(Storyline.HOME, disk.after(Crash.KILL).deny(Storyline.HOME.resolve(denied)));
            refused(store::read, "no permission", "chmod");
            refused(() -> store.lock(Sample.OWNER, event -> {}), "no permission", "chmod");
        }
        var store = new LocalStore(Storyline.HOME, disk.deny(Storyline.HOME.resolve("lock")));
        assertTrue(store.read().sequence() > 0);
        refused(() -> store.lock(Sample.OWNER, event -> {}), "no permission", "/slipway/lock");
    }

    @Test
    void aFullDiskBeforeAnythingIsWritten() {
        for (int room = 0; room < 100; room += 9) {
            var disk = new CrashingDisk().fullAfter(room);
            refused(() -> new LocalStore(Storyline.HOME, disk).lock(Sample.OWNER, event -> {}), "is full");
            StateStoreContract.write(new LocalStore(Storyline.HOME, disk.freed()), Sample.story());
        }
    }
}

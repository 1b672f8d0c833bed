package dev.slipway.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.model.Fingerprint;
import dev.slipway.model.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DirBlobsTest {
    private final CrashingDisk disk = new CrashingDisk();
    private final Path home = Path.of("/blobs");

    private DirBlobs blobs() {
        return new DirBlobs(disk, home);
    }

    @Test
    void aDamagedBlobIsMissingAndIsWrittenAgain() throws IOException {
        byte[] bytes = {1, 2, 3, 4, 5};
        Fingerprint name = blobs().put(bytes);
        Path file = blobs().file(name);
        for (int size = 0; size < bytes.length; size++) {
            disk.put(file, Arrays.copyOf(bytes, size));
            assertTrue(blobs().get(name).isEmpty());
        }
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            disk.put(file, bytes).flip(file, bit);
            assertTrue(blobs().get(name).isEmpty());
        }
        assertEquals(name, blobs().put(bytes));
        assertArrayEquals(bytes, blobs().get(name).orElseThrow());
    }

    @Test
    void fieldsThatAreLostAreRefusedByName() throws IOException {
        Fingerprint name = blobs().put(new byte[] {99});
        Path file = blobs().file(name);
        assertTrue(message(name).contains(file.toString()));
        disk.delete(file);
        assertTrue(message(name).contains(file.toString()));
    }

    private String message(Fingerprint name) {
        return String.valueOf(assertThrows(InvalidInputException.class, () -> blobs().fields(name))
                .getMessage());
    }

    @Test
    void forcedOnce() throws IOException {
        var blobs = blobs();
        blobs.put(new byte[] {1});
        blobs.force();
        long forces = disk.counts().forces();
        blobs.put(new byte[] {1});
        blobs.force();
        assertEquals(forces, disk.counts().forces());
        assertTrue(new DirBlobs(disk.after(Crash.POWER_CUT), home)
                .get(blobs.put(new byte[] {1}))
                .isPresent());
    }

    @Test
    void everythingIsForItsOwnerAlone(@TempDir Path directory) throws IOException {
        if (!Files.getFileStore(directory).supportsFileAttributeView("posix")) {
            return;
        }
        Path store = directory.resolve(".slipway");
        StateStoreContract.write(new LocalStore(store), Sample.story());
        try (var files = Files.walk(store)) {
            for (Path file : files.toList()) {
                String expected = Files.isDirectory(file) ? "rwx------" : "rw-------";
                assertEquals(
                        expected, PosixFilePermissions.toString(Files.getPosixFilePermissions(file)), file.toString());
            }
        }
    }
}

package dev.slipway.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileDigestTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 200_000})
    void isThatOfAllBytesWhateverTheSizeWasSaidToBe(int size, @TempDir Path dir) throws IOException {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        Path file = Files.write(dir.resolve("file"), bytes);
        Fingerprint whole = Hasher.of(bytes);

        assertEquals(whole, FileDigest.of(file));
        assertEquals(whole, FileDigest.of(file, 0), "it has grown meanwhile");
        assertEquals(whole, FileDigest.of(file, 2L * size), "it has shrunk meanwhile");
    }
}

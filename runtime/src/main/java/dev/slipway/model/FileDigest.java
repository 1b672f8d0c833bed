package dev.slipway.model;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/** Fingerprints of what is in files. Most are small: they are read in one go, and digested by the hasher of the thread. */
public final class FileDigest {
    private static final int LARGEST_READ = 64 * 1024;

    private FileDigest() {}

    public static Fingerprint of(Path file) throws IOException {
        return of(file, Files.size(file));
    }

    /** The same for who knows the size already; should it be another by now, the whole file counts all the same. */
    public static Fingerprint of(Path file, long size) throws IOException {
        var buffer = new byte[(int) Math.min(LARGEST_READ, size + 1)];
        try (InputStream in = new FileInputStream(file.toString())) {
            int begin = in.readNBytes(buffer, 0, buffer.length);
            if (begin < buffer.length) {
                return Hasher.of(buffer, begin);
            }
            MessageDigest sha256 = Hasher.sha256();
            sha256.update(buffer);
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sha256.update(buffer, 0, n);
            }
            return Fingerprint.of(sha256.digest());
        }
    }
}

package dev.slipway.script;

import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A jar that a script depends on.
 *
 * @param named what the script asked for; one artifact may bring several jars
 * @param jar where it lies on this machine
 * @param digest of its bytes when the script was compiled against it
 */
public record Dependency(String named, Path jar, Fingerprint digest) {
    public static Dependency of(String named, Path jar) throws IOException {
        return new Dependency(named, jar, Hasher.of(Files.readAllBytes(jar)));
    }

    String fileName() {
        return String.valueOf(jar.getFileName());
    }

    boolean isCurrent() {
        try {
            return Hasher.of(Files.readAllBytes(jar)).equals(digest);
        } catch (IOException e) {
            return false;
        }
    }
}

package dev.slipway.dial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a lab keeps for those who rehearse in it: nobody shows the certificates and keys there that the script expects of
 * the world, and the keys of the operator are none of the lab's business.
 *
 * @param directory where the lab keeps its state
 */
public record LabTrust(Path directory) {
    /** Who signs all certificates of the lab. */
    public String authority() {
        try {
            return Files.readString(directory.resolve("ca.pem"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The private key that every host of the lab lets in. */
    public Path key() {
        return directory.resolve("key");
    }

    /** By which keys the hosts of the lab are known. */
    public Path knownHosts() {
        return directory.resolve("known_hosts");
    }
}

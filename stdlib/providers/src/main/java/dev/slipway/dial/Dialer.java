package dev.slipway.dial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds out where to connect to for an address. Clients ask it each time, and verify whom they meet as always. */
@FunctionalInterface
public interface Dialer {
    /** Addresses are what they are. */
    Dialer DIRECT = Place::new;

    /** Where to connect to. */
    record Place(String host, int port) {}

    Place find(String host, int port) throws IOException;

    /**
     * Addresses are those of a lab, which tells in a file where each of them is. An address that the lab does not have is
     * an error: a rehearsal never reaches the world by mistake.
     *
     * @param directory where the lab keeps its state
     */
    static Dialer lab(Path directory) {
        return (host, port) -> {
            Path file = directory.resolve("addresses");
            if (Files.notExists(file)) {
                throw new IOException("there is no lab in " + directory);
            }
            String wanted = host + ":" + port + " ";
            String line = Files.readAllLines(file).stream()
                    .filter(each -> each.startsWith(wanted))
                    .findFirst()
                    .orElseThrow(() -> new IOException("the lab has no " + host + ":" + port));
            int colon = line.lastIndexOf(':');
            return new Place(line.substring(wanted.length(), colon), Integer.parseInt(line.substring(colon + 1)));
        };
    }
}

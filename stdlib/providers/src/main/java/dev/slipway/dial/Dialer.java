package dev.slipway.dial;

import dev.slipway.work.Timer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Finds out where to connect to for an address. Clients ask it each time, and verify whom they meet as always. */
@FunctionalInterface
public interface Dialer {
    /** Addresses are what they are. */
    Dialer DIRECT = Place::new;

    /** Where to connect to. */
    record Place(String host, int port) {}

    Place find(String host, int port) throws IOException;

    /** How many seconds pass there while one passes here; whoever waits for something waits so much shorter. */
    default double pace() {
        return 1;
    }

    /** The time there: whoever waits for something there, or asks how old something is, does so by it. */
    default Timer timer() {
        return new ScaledTimer(pace());
    }

    /**
     * In a rehearsal, what stands in for all that is trusted and for all keys, whatever the script says of them; it knows
     * the real ones only.
     */
    default Optional<LabTrust> backstage() {
        return Optional.empty();
    }

    /**
     * Addresses are those of a lab, which tells in a file where each of them is. An address that the lab does not have is
     * an error: a rehearsal never reaches the world by mistake.
     *
     * @param directory where the lab keeps its state
     */
    static Dialer lab(Path directory) {
        return new LabDialer(directory, Optional.empty());
    }

    /** Addresses are those of a lab, and so is everything that is trusted there. */
    static Dialer rehearsal(Path directory) {
        return new LabDialer(directory, Optional.of(new LabTrust(directory)));
    }
}

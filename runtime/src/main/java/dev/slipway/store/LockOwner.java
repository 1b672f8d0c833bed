package dev.slipway.store;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;

/**
 * Who holds a lock.
 *
 * @param sinceMillis wall clock, for people only: nothing is decided by it
 */
public record LockOwner(String user, String host, long pid, String command, long sinceMillis) {
    public static LockOwner here(String command, Clock clock) {
        return new LockOwner(
                System.getProperty("user.name", "?"),
                hostName(),
                ProcessHandle.current().pid(),
                command,
                clock.millis());
    }

    /** The kernel's name first: asking the resolver can take seconds on a machine with a broken network. */
    static String hostName() {
        return Host.NAME;
    }

    /** Asked once. */
    private static final class Host {
        static final String NAME = name();

        private static String name() {
            String name = System.getenv("HOSTNAME");
            if (name != null && !name.isBlank()) {
                return name;
            }
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException e) {
                return "?";
            }
        }
    }
}

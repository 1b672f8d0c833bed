package dev.slipway.provide;

import java.time.Duration;

/**
 * How long one call into a provider may take where the script says nothing. Time in which a call waits for its turn does
 * not count.
 *
 * @param read looks at an object or a list
 * @param change creates, changes or deletes an object, finds out what came of an interrupted step, runs a computation, or
 *     waits for a condition
 */
public record Deadlines(Duration read, Duration change) {
    /** A few requests. */
    public static final Deadlines PLAIN = new Deadlines(Duration.ofMinutes(5), Duration.ofMinutes(15));

    /** Programs, transfers, and tasks of the remote system, such as a clone of a disk. */
    public static final Deadlines LONG = new Deadlines(Duration.ofMinutes(5), Duration.ofHours(2));

    /** What keeps a time of its own, which its inputs say; the deadline is for what that does not cover. */
    public static final Deadlines OWN = new Deadlines(Duration.ofMinutes(5), Duration.ofDays(1));
}

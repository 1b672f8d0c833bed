package dev.slipway.work;

import dev.slipway.provide.Deadlines;
import java.time.Duration;
import java.util.function.Function;

/**
 * How long one attempt may take.
 *
 * @param isDefault whether nobody declared it: then time spent waiting for a turn does not count
 */
record Deadline(Duration allowed, boolean isDefault) {
    /** What the script says, or what holds for the kind. */
    static Deadline of(Duration declared, Deadlines usual, Function<Deadlines, Duration> which) {
        return declared.isZero() ? new Deadline(which.apply(usual), true) : new Deadline(declared, false);
    }

    /** What to do where it was too short. */
    String advice() {
        return isDefault
                ? "find out why it does not end, or allow more time than the default: timeout = " + twice()
                : "raise the task's timeout if it needs longer";
    }

    /** Twice of it, as a script says it. */
    private String twice() {
        Duration more = allowed.multipliedBy(2);
        return more.toMinutes() % 60 == 0 ? more.toHours() + ".hours" : more.toMinutes() + ".minutes";
    }
}

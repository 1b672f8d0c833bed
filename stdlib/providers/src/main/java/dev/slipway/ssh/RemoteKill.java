package dev.slipway.ssh;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How a program is ended over there, with all that it has started: whoever started it may not be the first of its group, as
 * {@code sudo} is, and what it has started may have left the group. One program asks, waits, and then insists, so that it
 * does so even if we are gone by then.
 */
final class RemoteKill {
    /** Adds to {@code all} whoever was started by somebody in it. */
    private static final String GATHER = "found=1; while [ -n \"$found\" ]; do found=; for p in $all; do "
            + "for c in $(cat \"/proc/$p/task/$p/children\" 2>/dev/null); do "
            + "case \" $all \" in *\" $c \"*) ;; *) all=\"$all $c\"; found=1;; esac; done; done; done; ";

    /** Takes the number of the first process. Who is in its tree is known before anybody is told to end. */
    static final String SCRIPT = "all=$1; told=; for i in 1 2 3 4 5 6 7 8 9 10; do " + GATHER
            + "for p in $all; do case \" $told \" in *\" $p \"*) ;; "
            + "*) kill -s TERM \"$p\" 2>/dev/null; told=\"$told $p\";; esac; done; "
            + "if [ \"$i\" = 1 ]; then kill -s TERM -- \"-$1\" 2>/dev/null; fi; "
            + "left=; for p in $all; do if kill -0 \"$p\" 2>/dev/null; then left=1; fi; done; "
            + "if [ -z \"$left\" ]; then exit 0; fi; sleep 0.2 2>/dev/null || sleep 1; done; " + GATHER
            + "for p in $all; do kill -s KILL \"$p\" 2>/dev/null; done; exit 0";

    /** In the place of a number: by now somebody else may have that. */
    static final long ENDED = -1;

    private static final int PAUSE_MILLIS = 20;
    private static final int PATIENCE_MILLIS = 5000;

    private RemoteKill() {}

    /** The number of a program, or that it has ended. One that has just begun has not said its number yet. */
    static long await(AtomicLong process) {
        try {
            for (int waited = 0; process.get() == 0; waited += PAUSE_MILLIS) {
                if (waited > PATIENCE_MILLIS) {
                    throw new Remote.Broken("it never said its number");
                }
                Thread.sleep(PAUSE_MILLIS);
            }
            return process.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Remote.Broken("interrupted");
        }
    }
}

package dev.slipway.store;

import java.util.Arrays;
import java.util.Random;

/** What a crash leaves of what was not forced. */
public final class Crash {
    private enum Kind {
        KILL,
        POWER_CUT,
        LOTTERY
    }

    /** The process died; the system writes out all that it was given. */
    public static final Crash KILL = new Crash(Kind.KILL, 0);

    /** The machine died, and only what was forced is there. */
    public static final Crash POWER_CUT = new Crash(Kind.POWER_CUT, 0);

    private final Kind kind;
    private final Random random;

    private Crash(Kind kind, long seed) {
        this.kind = kind;
        this.random = new Random(seed);
    }

    /** The machine died, and of what was not forced some beginning is there; of a file also zeros in its place. */
    public static Crash lottery(long seed) {
        return new Crash(Kind.LOTTERY, seed);
    }

    boolean keepsAll() {
        return kind == Kind.KILL;
    }

    /** How many of so many changes of names are kept. */
    int some(int all) {
        return kind == Kind.LOTTERY ? random.nextInt(all + 1) : 0;
    }

    /** What is left of a file. */
    byte[] content(byte[] forced, byte[] written) {
        if (kind == Kind.POWER_CUT) {
            return forced;
        } else if (kind == Kind.KILL) {
            return written;
        }
        int same = Arrays.mismatch(forced, written);
        if (same >= 0 && same < forced.length) {
            return random.nextBoolean() ? forced : written; // rewritten, not appended to
        }
        int kept = forced.length + random.nextInt(written.length - forced.length + 1);
        byte[] left = Arrays.copyOf(written, kept);
        return random.nextInt(4) == 0 ? Arrays.copyOf(left, written.length) : left;
    }

    @Override
    public String toString() {
        return kind.toString();
    }
}

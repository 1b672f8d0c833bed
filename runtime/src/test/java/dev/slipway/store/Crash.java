package dev.slipway.store;

import java.util.Arrays;
import java.util.Random;

/** What a crash leaves of what was not forced. */
public final class Crash {
    private enum Kind {
        KILL,
        POWER_CUT,
        LOTTERY,
        HOLE
    }

    /** The process died; the system writes out all that it was given. */
    public static final Crash KILL = new Crash(Kind.KILL, 0);

    /** The machine died, and only what was forced is there. */
    public static final Crash POWER_CUT = new Crash(Kind.POWER_CUT, 0);

    private static final int BLOCK = 64;

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

    /** The machine died, and of what was not forced one block was not written although later ones were. */
    public static Crash hole(long seed) {
        return new Crash(Kind.HOLE, seed);
    }

    boolean keepsAll() {
        return kind == Kind.KILL || kind == Kind.HOLE;
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
        if (kind == Kind.HOLE && (same < 0 || same == forced.length)) {
            return holed(forced.length, written);
        }
        if (same >= 0 && same < forced.length) {
            return random.nextBoolean() ? forced : written; // rewritten, not appended to
        }
        int kept = forced.length + random.nextInt(written.length - forced.length + 1);
        byte[] left = Arrays.copyOf(written, kept);
        return random.nextInt(4) == 0 ? Arrays.copyOf(left, written.length) : left;
    }

    /** Blocks lie where the disk has them; the part of one that was forced before is kept. */
    private byte[] holed(int forced, byte[] written) {
        byte[] left = written.clone();
        if (written.length > forced) {
            int from = (forced + random.nextInt(written.length - forced)) / BLOCK * BLOCK;
            Arrays.fill(left, Math.max(from, forced), Math.min(from + BLOCK, left.length), (byte) 0);
        }
        return left;
    }

    @Override
    public String toString() {
        return kind.toString();
    }
}

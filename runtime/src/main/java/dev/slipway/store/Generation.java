package dev.slipway.store;

import java.nio.file.Path;

/** A snapshot and the journal of what has happened since; the next generation begins with what they add up to. */
record Generation(Path directory, long number) {
    private static final int DIGITS = 6;
    private static final String SNAPSHOT = ".snapshot";
    private static final String JOURNAL = ".journal";

    Path snapshot() {
        return file(SNAPSHOT);
    }

    Path journal() {
        return file(JOURNAL);
    }

    /** Where the torn end of the journal is kept. */
    Path torn(long offset, int checksum) {
        return file(JOURNAL + ".torn-" + offset + "-" + Integer.toHexString(checksum));
    }

    /** Where a snapshot that had to be made anew is kept. */
    Path damaged() {
        return file(SNAPSHOT + ".damaged");
    }

    Generation previous() {
        return new Generation(directory, number - 1);
    }

    Generation next() {
        return new Generation(directory, number + 1);
    }

    private Path file(String ending) {
        String digits = Long.toString(number);
        return directory.resolve("0".repeat(Math.max(0, DIGITS - digits.length())) + digits + ending);
    }

    static boolean isSnapshot(String name) {
        return numberOf(name) > 0 && name.substring(DIGITS).equals(SNAPSHOT);
    }

    static boolean isJournal(String name) {
        return numberOf(name) > 0 && name.substring(DIGITS).equals(JOURNAL);
    }

    /** The generation that a file of this name belongs to, or 0 if it is none of ours. */
    static long numberOf(String name) {
        if (name.length() <= DIGITS || name.charAt(DIGITS) != '.') {
            return 0;
        }
        long number = 0;
        for (int i = 0; i < DIGITS; i++) {
            int digit = Character.digit(name.charAt(i), 10);
            if (digit < 0) {
                return 0;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}

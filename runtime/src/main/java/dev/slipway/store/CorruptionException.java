package dev.slipway.store;

import dev.slipway.model.InvalidInputException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file does not hold what was written to it. Caught by whoever can repair it, and refused otherwise. */
final class CorruptionException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Path file;
    private final long offset;
    private final String found;

    CorruptionException(Path file, long offset, String found, @Nullable Throwable cause) {
        super(file + " at byte " + offset + ": " + found, cause);
        this.file = file;
        this.offset = offset;
        this.found = found;
    }

    String found() {
        return found;
    }

    InvalidInputException refused() {
        return new InvalidInputException(
                "the state file " + file + " is damaged at byte " + offset,
                found,
                "restore the directory of the state from a backup. Nothing was changed");
    }

    /** For damage in the midst of a journal, where all that stands before it is good. */
    InvalidInputException refusedWithRest() {
        return new InvalidInputException(
                "the state file " + file + " is damaged at byte " + offset,
                found,
                "restore the directory of the state from a backup; or, to go on with what stands before the damage and"
                        + " look for the rest in the world, keep a copy and run 'truncate -s " + offset + " " + file
                        + "'. Nothing was changed");
    }
}

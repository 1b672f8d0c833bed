package dev.slipway.store;

import dev.slipway.model.Refused;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file does not hold what was written to it. Caught by whoever can repair it, and refused otherwise. */
final class Damage extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Path file;
    private final long offset;
    private final String found;

    Damage(Path file, long offset, String found, @Nullable Throwable cause) {
        super(file + " at byte " + offset + ": " + found, cause);
        this.file = file;
        this.offset = offset;
        this.found = found;
    }

    String found() {
        return found;
    }

    Refused refused() {
        return new Refused(
                "the state file " + file + " is damaged at byte " + offset,
                found,
                "restore the directory from a backup; or keep what stands before the damage with 'truncate -s " + offset
                        + " " + file + "' and compare the rest with the world. Nothing was changed");
    }
}

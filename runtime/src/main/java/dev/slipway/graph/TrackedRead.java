package dev.slipway.graph;

import dev.slipway.model.Fingerprint;

/**
 * One thing that a script looked at while it was evaluated.
 *
 * @param name a path (relative to the script where it lies below it), the name of a variable, a parameter or a secret
 * @param digest what was found, keyed in the case of a secret; {@link Fingerprint#ZERO} for nothing
 */
public record TrackedRead(Sort sort, String name, Fingerprint digest) {
    /** In the order in which they are asked again: cheap and telling ones first, secrets last. */
    public enum Sort {
        /** The version of Slipway itself, or of an artifact that the script names. */
        VERSION,
        PARAMETER,
        ENVIRONMENT,
        FILE,
        /** The names in a directory. */
        LISTING,
        /** Whether there is a file, whatever it holds. */
        PRESENCE,
        /** Where the links on the way to a file lead. */
        PLACE,
        SECRET,
        /** The clock, chance, the network: what is different each time. */
        UNTRACKED
    }

    /** Whether it is looked up on the disk; the rest is the caller's to know. */
    boolean isOnDisk() {
        return sort == Sort.FILE || sort == Sort.LISTING || sort == Sort.PRESENCE || sort == Sort.PLACE;
    }

    /** Says that it is not what it was. */
    String changed(Fingerprint now) {
        boolean gone = now.isZero();
        return switch (sort) {
            case VERSION -> "the version of " + name + " has changed";
            case PARAMETER -> "the parameter '" + name + "' has changed";
            case ENVIRONMENT -> "the environment variable " + name + " has changed";
            case FILE -> name + (gone ? " is gone" : " has changed");
            case LISTING -> "the directory " + name + (gone ? " is gone" : " has other files in it");
            case PRESENCE -> name + (gone ? " is gone" : " is there now");
            case PLACE -> "a link on the way to " + name + " leads elsewhere";
            case SECRET -> "the secret '" + name + "' has changed";
            case UNTRACKED -> name + " is different each time";
        };
    }
}

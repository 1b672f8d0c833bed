package dev.slipway.model;

/**
 * Kinds that had another name in an earlier version. State, plans and command lines that use it are read as if they used
 * today's, and fingerprints are still made with the first name, so that a new name alone changes nothing.
 */
final class FormerKinds {
    private static final String FORMER = "pve.";
    private static final String TODAY = "proxmox.";

    private FormerKinds() {}

    /** The name that a kind has today. */
    static String today(String kind) {
        return kind.startsWith(FORMER) ? TODAY + kind.substring(FORMER.length()) : kind;
    }

    /** The name that a kind had first. */
    static String first(String kind) {
        return kind.startsWith(TODAY) ? FORMER + kind.substring(TODAY.length()) : kind;
    }
}

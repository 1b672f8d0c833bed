package dev.slipway.model;

/** What to do about a field that was changed outside Slipway. */
public enum DriftPolicy {
    /** Put it back as declared. The default. */
    REVERT,
    /** Take the world's value into the record and leave it until the declaration itself changes. */
    ACCEPT,
    /** The field is managed elsewhere: neither its drift nor its change counts. */
    IGNORE
}

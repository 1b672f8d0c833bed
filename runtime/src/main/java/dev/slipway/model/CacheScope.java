package dev.slipway.model;

/** How far the result of a computation may travel. Each scope contains the one before it. */
public enum CacheScope {
    /** It is not kept: whenever the state does not have it, it is computed. */
    OFF,

    /** It is kept on this machine, for the same project directory. */
    PROJECT,

    /** It is kept for every project on this machine, and exchanged with the remote cache if there is one. */
    SHARED;

    /** The smaller one of both. */
    public CacheScope within(CacheScope other) {
        return compareTo(other) < 0 ? this : other;
    }
}

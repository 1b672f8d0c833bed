package dev.slipway.provide;

/** How closely one looks, from cheap to dear. A run climbs only until something matches the record. */
public enum LookDepth {
    /** One request answers for a whole collection. */
    COLLECTION,
    /** One small request for a token of the object. */
    OBJECT,
    /** The whole object, compared field by field. */
    FULL,
    /** Everything that can be tried: connect, resolve, log in. */
    DEEP
}

package dev.slipway.provide;

/** What is done to the world. A replacement is a delete and a create. */
public enum Operation {
    CREATE,
    UPDATE,
    DELETE
}

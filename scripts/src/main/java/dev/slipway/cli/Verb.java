package dev.slipway.cli;

/** Something that Slipway does. */
interface Verb {
    Usage usage();

    /** Does it, and gives the exit code. */
    int run(Typed typed, Desk.Host host);
}

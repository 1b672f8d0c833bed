package dev.slipway.cli;

/** Something that Slipway does. */
interface Verb {
    VerbSpec usage();

    /** Does it, and gives the exit code. */
    int run(ParsedArgs typed, VerbContext.Host host);
}

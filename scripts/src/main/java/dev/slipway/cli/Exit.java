package dev.slipway.cli;

/** Exit codes, as scripts around us know them. */
final class Exit {
    /** Done, or nothing to do. */
    static final int DONE = 0;

    static final int FAILED = 1;

    /** Changes are pending. */
    static final int PENDING = 2;

    static final int USAGE = 3;

    /** The script does not hold: it does not compile, or the checker refuses it. */
    static final int REFUSED = 4;

    static final int CANCELLED = 130;

    private Exit() {}
}

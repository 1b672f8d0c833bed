package dev.slipway.lab.shell;

/** A script that cannot be read. */
public final class SyntaxError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SyntaxError(String what) {
        super("Syntax error: " + what);
    }
}

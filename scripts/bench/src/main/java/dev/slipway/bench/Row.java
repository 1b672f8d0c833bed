package dev.slipway.bench;

import java.io.IOException;

/** One promise, and how it is measured. */
public interface Row {
    /** What the row is asked for by. */
    String name();

    void measure(Ground ground, Report report) throws IOException;
}

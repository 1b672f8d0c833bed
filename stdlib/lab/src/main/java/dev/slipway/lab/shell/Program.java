package dev.slipway.lab.shell;

import java.io.IOException;
import java.util.List;

/** A program of a host. */
@FunctionalInterface
public interface Program {
    /** Runs it, with its name as the first word, and gives its status. */
    int run(List<String> words, ProcessContext process) throws IOException, InterruptedException;
}

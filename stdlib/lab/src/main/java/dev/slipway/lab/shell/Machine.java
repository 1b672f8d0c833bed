package dev.slipway.lab.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** The host that a shell runs on. */
public interface Machine {
    /** The program of this name or path, or null. */
    @Nullable
    Program program(String name);

    InputStream read(String path, ProcessContext by) throws IOException;

    OutputStream write(String path, boolean append, ProcessContext by) throws IOException;
}

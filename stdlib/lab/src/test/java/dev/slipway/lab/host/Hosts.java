package dev.slipway.lab.host;

import dev.slipway.lab.Lab;
import dev.slipway.lab.Sites;
import dev.slipway.lab.shell.Machine;
import java.nio.file.Path;

/** Hosts without a server. */
public final class Hosts {
    private Hosts() {}

    public static Machine alone(Path directory) {
        return new Host(Sites.of(Lab.open(directory, 1), "alone"));
    }
}

package dev.slipway.lab;

import java.io.IOException;
import java.util.Set;

/** A sort of system that the lab can stand in for, such as a host with an SSH server. Found as a service. */
public interface Twin {
    /** What it is called where systems are placed: {@code ssh}. */
    String kind();

    /** The faults that it can show, beside those of the network, which every system has. */
    default Set<String> faults() {
        return Set.of();
    }

    /** Whether a system of this sort can be told this; a property that nobody looks at is a mistake. */
    default boolean takes(String property) {
        return true;
    }

    /**
     * Starts one system. Everything that must outlive a restart is on the shelf of the site, or is lost as it would be in
     * a power cut.
     */
    Running start(TwinContext site) throws IOException;

    /** A system that was started. */
    interface Running extends AutoCloseable {
        @Override
        void close();
    }
}

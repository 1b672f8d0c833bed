package dev.slipway.project;

import dev.slipway.dial.Dialer;
import dev.slipway.graph.Graph;
import dev.slipway.store.SecretSource;
import java.nio.file.Path;
import java.util.Map;

/** Where a project acts, what is remembered of it there, and what it may know: the world, or what stands in for it. */
public interface Target {
    /** The states of the script, by environment. */
    EnvironmentStates states();

    /** Where the key of sealed secrets lies. */
    Path seal();

    /** Where computed results are kept. */
    Path results();

    /** Whether results may come from other machines, and go to them. */
    default boolean usesRemoteCache() {
        return false;
    }

    /** Where secrets come from, by scheme. */
    Map<String, SecretSource> secrets();

    /** Where addresses really are. */
    Dialer dialer();

    /** Refuses tasks that cannot be done there. */
    default void admit(Graph graph) {}

    /** Makes sure that everything is there, before anything is looked at. */
    default void open() {}
}

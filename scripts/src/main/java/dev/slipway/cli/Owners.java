package dev.slipway.cli;

import dev.slipway.model.TaskKey;
import dev.slipway.plan.Containments;
import dev.slipway.provide.Registry;
import java.util.Optional;

/**
 * The tasks that others of the same name belong to on the command line: what contains an object, as its kind declares it, and
 * the file that a generated text is for.
 */
final class Owners {
    private static final String FILE = "file";

    private final Registry registry;
    private final Containments containments;

    Owners(Registry registry) {
        this.registry = registry;
        this.containments = new Containments(registry);
    }

    Optional<TaskKey> of(TaskKey key) {
        return registry.shape(key.kind()).generated()
                ? Optional.of(new TaskKey(FILE, key.name()))
                : containments.container(key);
    }
}

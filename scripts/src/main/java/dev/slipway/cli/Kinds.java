package dev.slipway.cli;

import dev.slipway.provide.Registry;
import java.nio.file.Path;
import java.util.function.Function;

/** Where the code for kinds of tasks comes from. */
@FunctionalInterface
interface Kinds {
    /**
     * All that this Slipway knows.
     *
     * @param lambdas code of the script, by the name that the graph knows it by
     */
    Registry registry(Path directory, Function<String, Object> lambdas);
}

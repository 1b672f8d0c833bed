package dev.slipway.project;

import dev.slipway.dial.Dialer;
import dev.slipway.evaluate.LambdaSource;
import dev.slipway.provide.Registry;
import java.nio.file.Path;

/** Where the code for kinds of tasks comes from. */
@FunctionalInterface
public interface Kinds {
    /**
     * All that this Slipway knows.
     *
     * @param directory of the script, where relative paths start
     * @param lambdas code of the script, by the name that the graph knows it by
     * @param dialer where addresses really are
     */
    Registry registry(Path directory, LambdaSource lambdas, Dialer dialer);
}

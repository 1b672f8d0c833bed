package dev.slipway.providers;

import dev.slipway.dial.Dialer;
import dev.slipway.evaluate.LambdaSource;
import java.nio.file.Path;

/**
 * What the code of a system works with in one run.
 *
 * @param directory where relative paths start: the directory of the script
 * @param lambdas where the lambdas of the script are found, asked only for those that must run
 * @param dialer where addresses really are: in the world, or in a lab
 */
public record Surroundings(Path directory, LambdaSource lambdas, Dialer dialer) {
    public Surroundings {
        directory = directory.toAbsolutePath().normalize();
    }
}

package dev.slipway.cli;

import dev.slipway.evaluate.LambdaSource;
import dev.slipway.provide.Registry;
import dev.slipway.providers.Providers;
import java.nio.file.Path;

/** The kinds that come with Slipway. */
final class StandardKinds implements Kinds {
    @Override
    public Registry registry(Path directory, LambdaSource lambdas) {
        return Providers.registry(directory, lambdas);
    }
}

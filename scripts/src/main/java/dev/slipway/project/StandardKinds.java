package dev.slipway.project;

import dev.slipway.dial.Dialer;
import dev.slipway.evaluate.LambdaSource;
import dev.slipway.provide.Registry;
import dev.slipway.providers.Providers;
import java.nio.file.Path;

/** The kinds that come with Slipway. */
public final class StandardKinds implements Kinds {
    @Override
    public Registry registry(Path directory, LambdaSource lambdas, Dialer dialer) {
        return Providers.kinds(directory, lambdas, dialer).build();
    }
}

package dev.slipway.cli;

import dev.slipway.provide.Registry;
import java.nio.file.Path;
import java.util.function.Function;

/** The kinds that come with Slipway. */
final class StandardKinds implements Kinds {
    @Override
    public Registry registry(Path directory, Function<String, Object> lambdas) {
        return Registry.builder().build();
    }
}

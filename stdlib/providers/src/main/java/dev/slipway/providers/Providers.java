package dev.slipway.providers;

import dev.slipway.dial.Dialer;
import dev.slipway.evaluate.LambdaSource;
import dev.slipway.provide.Provider;
import dev.slipway.provide.Registry;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Function;

/** Every kind that words make tasks of, and the code for it: what the systems on the class path provide. */
public final class Providers {
    private Providers() {}

    /** The systems, in the order of the class path. */
    public static List<SystemProvider> systems() {
        return ServiceLoader.load(SystemProvider.class, Providers.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /**
     * The kinds of all systems, to which others may be added.
     *
     * @param root where relative paths start: the directory of the script
     * @param lambdas where the lambdas of the script are found, asked only for those that must run
     * @param dialer where addresses really are: in the world, or in a lab
     */
    public static Registry.Builder kinds(Path root, LambdaSource lambdas, Dialer dialer) {
        var around = new Surroundings(root, lambdas, dialer);
        var registry = Registry.builder();
        for (SystemProvider system : systems()) {
            Function<String, Provider> code = system.open(around);
            for (String kind : system.kinds()) {
                registry.add(kind, system.version(kind), () -> code.apply(kind));
            }
        }
        return registry;
    }
}

package dev.slipway.cli;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where things are kept besides the state, which lies beside its script.
 *
 * @param cache what can be made again
 * @param config what cannot, such as the key of sealed secrets
 */
record Places(Path cache, Path config) {
    static Places of(Map<String, String> environment) {
        Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", ".")));
        return new Places(
                place(environment, "SLIPWAY_CACHE", "XDG_CACHE_HOME", home.resolve(".cache")),
                place(environment, "SLIPWAY_CONFIG", "XDG_CONFIG_HOME", home.resolve(".config")));
    }

    private static Path place(Map<String, String> environment, String own, String parent, Path otherwise) {
        String chosen = environment.getOrDefault(own, "");
        if (!chosen.isEmpty()) {
            return Path.of(chosen).toAbsolutePath();
        }
        String root = environment.getOrDefault(parent, "");
        return (root.isEmpty() ? otherwise : Path.of(root)).resolve("slipway").toAbsolutePath();
    }
}

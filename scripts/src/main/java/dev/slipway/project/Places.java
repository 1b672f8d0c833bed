package dev.slipway.project;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where things are kept besides the state, which lies beside its script.
 *
 * @param cache what can be made again
 * @param config what cannot, such as the key of sealed secrets
 * @param environment which may say otherwise
 */
public record Places(Path cache, Path config, Map<String, String> environment) {
    public static Places of(Map<String, String> environment) {
        Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", ".")));
        return new Places(
                place(environment, "SLIPWAY_CACHE", "XDG_CACHE_HOME", home.resolve(".cache")),
                place(environment, "SLIPWAY_CONFIG", "XDG_CONFIG_HOME", home.resolve(".config")),
                environment);
    }

    /** The secret keys that open vaults. */
    public Path identity() {
        return chosen("SLIPWAY_IDENTITY", config.resolve("identity"));
    }

    /** The vault of the scripts in a directory. */
    public Path vault(Path directory) {
        return chosen("SLIPWAY_VAULT", directory.resolve("vault.age"));
    }

    private Path chosen(String variable, Path otherwise) {
        String chosen = environment.getOrDefault(variable, "");
        return (chosen.isEmpty() ? otherwise : Path.of(chosen)).toAbsolutePath();
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

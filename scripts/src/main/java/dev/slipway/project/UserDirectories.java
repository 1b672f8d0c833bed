package dev.slipway.project;

import dev.slipway.model.InvalidInputException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where things are kept besides the state, which lies beside its script.
 *
 * @param cache what can be made again
 * @param config what cannot, such as the key of sealed secrets
 * @param environment which may say otherwise
 */
public record UserDirectories(Path cache, Path config, Map<String, String> environment) {
    public static UserDirectories of(Map<String, String> environment) {
        return new UserDirectories(
                place(environment, "SLIPWAY_CACHE", "XDG_CACHE_HOME", ".cache"),
                place(environment, "SLIPWAY_CONFIG", "XDG_CONFIG_HOME", ".config"),
                environment);
    }

    /** A user without an entry in the user database has no home that Java knows, and calls it a question mark. */
    private static Path home(Map<String, String> environment, String own) {
        String home = environment.getOrDefault("HOME", "");
        String known = home.isEmpty() ? System.getProperty("user.home", "") : home;
        if (!Path.of(known).isAbsolute()) {
            throw new InvalidInputException(
                    "no home directory found",
                    home.isEmpty()
                            ? "HOME is not set, and this user has no entry in the user database"
                            : "HOME is not an absolute path",
                    "set HOME, or name a directory in " + own);
        }
        return Path.of(known);
    }

    /** Where results are kept. */
    public Path results() {
        return cache.resolve("results");
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

    private static Path place(Map<String, String> environment, String own, String parent, String inHome) {
        String chosen = environment.getOrDefault(own, "");
        if (!chosen.isEmpty()) {
            return Path.of(chosen).toAbsolutePath();
        }
        String root = environment.getOrDefault(parent, "");
        return (root.isEmpty() ? home(environment, own).resolve(inHome) : Path.of(root))
                .resolve("slipway")
                .toAbsolutePath();
    }
}

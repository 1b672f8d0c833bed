package dev.slipway.cli;

import dev.slipway.vault.Vault;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the vault is and what opens it: what is typed goes before what the environment says. */
final class VaultArgs {
    private static final Flag VAULT = Flag.one(
            "--vault", "FILE", "The vault; without it SLIPWAY_VAULT, or " + Vault.USUAL + " beside the script.");
    private static final Flag IDENTITY =
            Flag.one("--identity", "FILE", "Your keys to the vault; without it SLIPWAY_IDENTITY, or the usual place.");

    static final List<Flag> FLAGS = List.of(VAULT, IDENTITY);

    private VaultArgs() {}

    /** The environment, as if what was typed stood in it. */
    static Map<String, String> over(ParsedArgs typed, Map<String, String> environment) {
        if (!typed.has(VAULT) && !typed.has(IDENTITY)) {
            return environment;
        }
        var all = new HashMap<>(environment);
        typed.one(VAULT).ifPresent(file -> all.put("SLIPWAY_VAULT", absolute(file)));
        typed.one(IDENTITY).ifPresent(file -> all.put("SLIPWAY_IDENTITY", absolute(file)));
        return Map.copyOf(all);
    }

    private static String absolute(String file) {
        return Path.of(file).toAbsolutePath().toString();
    }
}

package dev.slipway.vault;

import dev.slipway.store.SecretSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Secrets of a vault, for {@code vault:NAME}. It is opened when the first one is asked for, and once.
 */
public final class VaultSource implements SecretSource {
    private final Path file;
    private final Path identities;
    private volatile Map<String, String> known = Map.of();

    public VaultSource(Path file, Path identities) {
        this.file = file;
        this.identities = identities;
    }

    @Override
    public Answer ask(String name) {
        String fix = "put it into the vault: slipway vault set " + name;
        if (!Files.exists(file)) {
            return new Nowhere("there is no vault " + file, fix);
        }
        if (known.isEmpty()) {
            known = new Vault(file, new IdentityFile(identities), Duration.ZERO).secrets();
        }
        String value = known.getOrDefault(name, "");
        return value.isEmpty()
                ? new Nowhere("the vault " + file + " has no " + name, fix)
                : new Here(value, "the vault " + file);
    }
}

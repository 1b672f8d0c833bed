package dev.slipway.project;

import dev.slipway.dial.Dialer;
import dev.slipway.store.SecretCommand;
import dev.slipway.store.SecretSource;
import dev.slipway.store.SecretSources;
import dev.slipway.vault.VaultSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The world, as it is. */
public record RealTarget(StateHome home, Map<String, String> environment) implements Target {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public EnvironmentStates states() {
        return home.environments();
    }

    @Override
    public Path seal() {
        return places().config();
    }

    @Override
    public Path results() {
        return places().results();
    }

    @Override
    public boolean usesRemoteCache() {
        return true;
    }

    @Override
    public Map<String, SecretSource> secrets() {
        Path directory = home.directory();
        return Map.of(
                "env", SecretSources.env(environment),
                "file", SecretSources.files(directory),
                "vault", new VaultSource(places().vault(directory), places().identity()),
                "command", new SecretCommand(directory, PATIENCE).once());
    }

    @Override
    public Dialer dialer() {
        return Dialer.DIRECT;
    }

    private UserDirectories places() {
        return UserDirectories.of(environment);
    }
}

package dev.slipway.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class LocalStoreTest implements StateStoreContract {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Override
    public StateStore store() {
        return new LocalStore(directory.resolve(".slipway"));
    }
}

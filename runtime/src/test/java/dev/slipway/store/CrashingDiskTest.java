package dev.slipway.store;

import java.nio.file.Path;

/** The disk of the sweeps behaves as a disk while nothing is wrong. */
final class CrashingDiskTest implements StateStoreContract {
    private final CrashingDisk disk = new CrashingDisk();

    @Override
    public StateStore store() {
        return new LocalStore(Path.of("/slipway"), disk);
    }
}

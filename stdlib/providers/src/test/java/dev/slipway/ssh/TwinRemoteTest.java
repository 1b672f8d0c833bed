package dev.slipway.ssh;

import java.nio.file.Path;

class TwinRemoteTest extends RemoteContract {
    @Override
    Bed make(Path directory) throws Exception {
        return new TwinBed(directory);
    }
}

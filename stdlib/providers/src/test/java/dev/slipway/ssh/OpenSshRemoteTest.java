package dev.slipway.ssh;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;

class OpenSshRemoteTest extends RemoteContract {
    @Override
    Bed make(Path directory) throws Exception {
        assumeTrue(OpenSshBed.isPossible(), "sshd of OpenSSH is not on this machine");
        return new OpenSshBed(directory);
    }
}

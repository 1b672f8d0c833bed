package dev.slipway.host;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.ssh.Bed;
import dev.slipway.ssh.OpenSshBed;
import java.nio.file.Path;

class OpenSshLinesTest extends LinesContract {
    @Override
    Bed make(Path directory) throws Exception {
        assumeTrue(OpenSshBed.isPossible(), "sshd of OpenSSH is not on this machine");
        return new OpenSshBed(directory);
    }
}

package dev.slipway.host;

import dev.slipway.ssh.Bed;
import dev.slipway.ssh.TwinBed;
import java.nio.file.Path;

class TwinLinesTest extends LinesContract {
    @Override
    Bed make(Path directory) throws Exception {
        return new TwinBed(directory);
    }
}

package dev.slipway.ssh;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.dial.Dialer;
import dev.slipway.lab.Lab;
import dev.slipway.lab.Placement;
import dev.slipway.model.Fields;
import dev.slipway.model.Secret;
import dev.slipway.provide.Failure;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TwinRemoteTest extends RemoteContract {
    @Override
    Bed make(Path directory) throws Exception {
        return new TwinBed(directory);
    }

    @Test
    void aServerThatRunsNothingIsNotAskedForEver() {
        var errand = new Errand();
        errand.secrets.put("env:P", "p");
        Path place = directory.resolve("refusing");
        var properties = Map.of("address", "10.0.3.12:22", "user", "root", "password", "p", "sessions", "0");
        try (var lab = Lab.open(place, 1);
                var connections = new Connections(directory, Dialer.lab(place), Optional.empty())) {
            lab.place(new Placement("ssh", "closed", properties));
            var host = Fields.of(
                    "name", "closed", "address", "10.0.3.12", "password", Secret.of("env:P"), "connectMillis", 1000);
            var refused = assertThrows(
                    Failure.Rejected.class, () -> connections.on(host, errand).look("true", List.of()));
            assertTrue(refused.getMessage().contains("refuses to run programs"), refused.getMessage());
        }
    }
}

package dev.slipway.host;

import dev.slipway.dial.Dialer;
import dev.slipway.lab.Lab;
import dev.slipway.lab.Placement;
import dev.slipway.model.Fields;
import dev.slipway.model.Secret;
import java.nio.file.Path;
import java.util.Map;

/** The same on a host of the lab, where we log in as somebody who may become root. */
class TwinNatTest extends NatContract {
    @Override
    NatBed make(Path directory) {
        errand.secrets.put("env:PASSWORD", "opensesame");
        Path state = directory.resolve("lab");
        Lab lab = Lab.open(state, 1);
        lab.place(new Placement(
                "ssh",
                "neo",
                Map.of(
                        "address", "10.0.3.10:22",
                        "user", "ops",
                        "password", "opensesame",
                        "sudo", "ops",
                        "lacks", hasNft() ? "" : "nft")));
        return new LabBed(lab, Dialer.lab(state));
    }

    private record LabBed(Lab lab, Dialer dialer) implements NatBed {
        @Override
        public Fields host() {
            return Fields.of(
                    "name",
                    "neo",
                    "address",
                    "10.0.3.10",
                    "user",
                    "ops",
                    "password",
                    Secret.of("env:PASSWORD"),
                    "sudo",
                    true);
        }

        @Override
        public void close() {
            lab.close();
        }
    }

    @Override
    boolean hasNft() {
        return true;
    }
}

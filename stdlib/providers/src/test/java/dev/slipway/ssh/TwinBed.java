package dev.slipway.ssh;

import dev.slipway.dial.Dialer;
import dev.slipway.lab.Fault;
import dev.slipway.lab.Lab;
import dev.slipway.lab.Placement;
import dev.slipway.model.Fields;
import java.nio.file.Path;
import java.util.Map;

/** Two hosts of the lab. */
public final class TwinBed implements Bed {
    private final Path directory;
    private final Path key;
    private Lab lab;

    public TwinBed(Path directory) throws Exception {
        this.directory = directory;
        this.key = directory.resolve("key");
        String authorized = Keys.ofEachSort(directory);
        this.lab = Lab.open(directory.resolve("lab"), 1);
        for (String name : new String[] {"10.0.3.10", "10.0.3.11"}) {
            lab.place(new Placement(
                    "ssh",
                    "h" + name,
                    Map.of("address", name + ":22", "authorized", authorized, "user", "root", "sessions", "10")));
        }
    }

    @Override
    public Dialer dialer() {
        return Dialer.lab(directory.resolve("lab"));
    }

    @Override
    public Fields bastion() {
        return host("10.0.3.10");
    }

    @Override
    public Fields target() {
        return host("10.0.3.11");
    }

    private Fields host(String address) {
        return Fields.of("name", "h" + address, "address", address, "user", "root", "key", key.toString());
    }

    @Override
    public void changeHostKey() {
        lab.fault(new Fault("host-key-changed", "h10.0.3.11", "", 1));
        lab.close();
        lab = Lab.open(directory.resolve("lab"), 1);
    }

    @Override
    public void cutAfter(int bytes) {
        lab.fault(new Fault(Fault.CUT, "h10.0.3.11", Integer.toString(bytes), 1));
    }

    @Override
    public void silence() {
        lab.fault(new Fault(Fault.SILENCE, "h10.0.3.11", "", 0));
    }

    @Override
    public String directory() {
        return "/srv";
    }

    @Override
    public Path keys() {
        return directory;
    }

    @Override
    public void close() {
        lab.close();
    }
}

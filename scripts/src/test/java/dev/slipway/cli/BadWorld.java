package dev.slipway.cli;

import dev.slipway.lab.Lab;
import dev.slipway.lab.Placement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** What scripts on pages talk to; here it has other addresses than there. */
final class BadWorld implements AutoCloseable {
    private static final String MIRROR = "mirror.example";
    private static final String NEO = "address = \"10.0.3.10\"; port = 22";

    private final Mirror mirror;
    private final Lab lab;
    private final int ssh;

    BadWorld(Path directory) throws IOException {
        mirror = new Mirror();
        lab = Lab.open(directory, 1);
        lab.place(new Placement(
                "ssh", "neo", Map.of("address", "10.0.3.10:22", "user", "ops", "password", "opensesame")));
        ssh = lab.port("10.0.3.10:22");
    }

    String here(String page) {
        return page.replace(MIRROR, mirror.address()).replace(NEO, neo());
    }

    String onPage(String here) {
        return here.replace(mirror.address(), MIRROR).replace(neo(), NEO).replace("[127.0.0.1]:" + ssh, "10.0.3.10");
    }

    private String neo() {
        return "address = \"127.0.0.1\"; port = " + ssh;
    }

    @Override
    public void close() {
        lab.close();
        mirror.close();
    }
}

package dev.slipway.cli;

import dev.slipway.lab.Fault;
import dev.slipway.lab.Lab;
import dev.slipway.lab.Placement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A cluster of Proxmox VE for pages, with all that can go wrong on it, a hundred times as fast as a real one. */
final class BadCluster implements AutoCloseable {
    private static final String TOKEN = "root@pam!ci=01234567-89ab-cdef-0123-456789abcdef";
    private static final String WEAK = TOKEN.replace("root@pam", "eve@pve");
    private static final String THERE = "10.0.3.11";
    private static final String HERE = "127.0.0.1";

    private static final Map<String, Fault> FAULTS = Map.of(
            "the storage local-lvm is full", new Fault("storage-full", "home", "local-lvm", 0),
            "machines do not start any more", new Fault("task-fails", "home", "qmstart", 0),
            "what all nodes share is locked", new Fault("cfs-lock", "home", "", 0),
            "the tickets of everybody expire", new Fault("ticket-expired", "home", "", 0));

    private final Lab lab;
    private final int port;

    BadCluster(Path directory, Path place, Shell shell) throws IOException {
        lab = Lab.open(directory, 100);
        lab.place(new Placement("proxmox", "home", Map.of("address", THERE + ":8006", "tokens", TOKEN + "," + WEAK)));
        port = lab.port(THERE + ":8006");
        Files.writeString(place.resolve("pve-root-ca.pem"), lab.authority().pem());
        shell.with("PVE_TOKEN", TOKEN)
                .with("OLD_TOKEN", TOKEN.replace('0', '1'))
                .with("WEAK_TOKEN", WEAK)
                .with("PVE_PASSWORD", "slipway");
    }

    Map<String, Document.Event> events() {
        var events = new TreeMap<String, Document.Event>();
        FAULTS.forEach((name, fault) -> events.put(name, () -> lab.fault(fault)));
        FAULTS.forEach((name, fault) ->
                events.put("it is over: " + name, () -> lab.faults().clear(fault.name(), fault.target())));
        return events;
    }

    String here(String page) {
        return page.replace(THERE + ":8006", HERE + ":" + port);
    }

    String onPage(String here) {
        return here.replace(HERE + ":" + port, THERE + ":8006")
                .replace(HERE, THERE)
                .replaceAll("\\b[0-9A-F]{2}(:[0-9A-F]{2}){31}\\b", "AB:CD:...");
    }

    @Override
    public void close() {
        lab.close();
    }
}

package dev.slipway.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** A datacenter in this process: what is placed in it runs until it is closed, and stands there again the next time. */
public final class Lab implements AutoCloseable {
    private final TwinState shelf;
    private final Path directory;
    private final Map<String, Twin> twins = new TreeMap<>();
    private final Map<String, Started> started = new LinkedHashMap<>();
    private final Map<String, SharedMachine> machines = new ConcurrentHashMap<>();
    private final LabClock clock;
    private final Authority authority;
    private final Faults faults;
    private final Addresses addresses;
    private final Recorder recorder;
    private final PublicKey operator;

    private record Started(Placement placement, TwinContext site, Twin.Running running) {
        void close() {
            site.close();
            running.close();
        }
    }

    private Lab(Path directory, double pace) throws IOException {
        this.directory = directory;
        this.shelf = new TwinState(directory.resolve("state"));
        ServiceLoader.load(Twin.class).forEach(twin -> twins.put(twin.kind(), twin));
        this.clock = LabClock.of(shelf, pace);
        this.authority = Authority.of(shelf);
        this.faults = new Faults(shelf);
        this.addresses = new Addresses(shelf);
        this.recorder = new Recorder(directory.resolve("requests.jsonl"));
        this.operator = OperatorKey.of(directory.resolve("key"));
    }

    /**
     * Opens the lab that is kept in a directory, with everything that was placed in it before.
     *
     * @param pace how many seconds pass in the lab while one passes here
     */
    public static Lab open(Path directory, double pace) {
        try {
            OwnDirectory.make(directory);
            var lab = new Lab(directory, pace);
            Files.writeString(directory.resolve("ca.pem"), lab.authority.pem());
            Files.writeString(directory.resolve("pace"), Double.toString(pace));
            for (Placement placement : Placements.read(lab.shelf)) {
                lab.start(placement);
            }
            lab.tell();
            return lab;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a system into the lab and starts it. One of this name that is there already is left alone if it is the same. */
    public synchronized void place(Placement placement) {
        Started there = started.get(placement.name());
        if (there != null && there.placement.equals(placement)) {
            return;
        } else if (there != null) {
            throw new IllegalArgumentException(
                    "there is another '" + placement.name() + "' in the lab; remove that first");
        }
        try {
            start(placement);
            settle();
        } catch (IOException e) {
            settle();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            settle();
            throw e;
        }
    }

    void publish(String file, String content) throws IOException {
        Files.writeString(directory.resolve(file), content);
        directory.resolve(file).toFile().setReadable(false, false);
        directory.resolve(file).toFile().setReadable(true, true);
    }

    /** Takes a system out of the lab, with all that is on it. */
    public synchronized void remove(String name) {
        Started there = started.remove(name);
        if (there == null) {
            throw new IllegalArgumentException(
                    "there is no '" + name + "' in the lab; there is " + String.join(", ", started.keySet()));
        }
        there.close();
        shelfOf(there.placement).clear();
        forgetHosts();
        settle();
    }

    /** A host that is made anew has a new key; whoever met the old one meets it for the first time. */
    private void forgetHosts() {
        try {
            Files.deleteIfExists(directory.resolve("known_hosts"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps and tells what there is now. */
    private void settle() {
        var addresses = new TreeSet<String>();
        started.values().forEach(system -> addresses.addAll(system.site.addresses()));
        this.addresses.keep(addresses);
        Placements.write(shelf, placements());
        try {
            tell();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public synchronized List<Placement> placements() {
        return started.values().stream().map(Started::placement).toList();
    }

    /** Makes something go wrong; refused when nothing in the lab could show it. */
    public synchronized void fault(Fault fault) {
        var known = new TreeSet<>(Fault.OF_THE_NETWORK);
        twins.values().forEach(twin -> known.addAll(twin.faults()));
        if (!known.contains(fault.name())) {
            throw new IllegalArgumentException(
                    "nothing here shows the fault '" + fault.name() + "'; known are " + String.join(", ", known));
        }
        faults.add(fault);
        if (fault.name().equals(Fault.POWER)) {
            started.values().stream()
                    .filter(system ->
                            fault.target().equals("*") || fault.target().equals(system.placement.name()))
                    .forEach(system -> system.site.cutAll());
        }
    }

    /**
     * Puts every system back to its first day, and forgets all requests and faults, and what rehearsals remember. The keys
     * of the lab and the addresses stay.
     */
    public synchronized void reset() {
        List<Placement> all = placements();
        stopAll();
        new TwinState(directory.resolve("scripts")).clear();
        forgetHosts();
        faults.clear("*", "*");
        recorder.clear();
        all.forEach(placement -> shelfOf(placement).clear());
        try {
            for (Placement placement : all) {
                start(placement);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public LabClock clock() {
        return clock;
    }

    public Authority authority() {
        return authority;
    }

    public Faults faults() {
        return faults;
    }

    public Recorder recorder() {
        return recorder;
    }

    /** Where each address of the lab really is: a port of this machine. */
    public Map<String, Integer> ports() {
        return addresses.ports();
    }

    /** Where one address of the lab really is. */
    public int port(String address) {
        Integer port = ports().get(address);
        if (port == null) {
            throw new IllegalArgumentException("nothing in the lab has the address " + address);
        }
        return port;
    }

    /** The key of whoever rehearses here. */
    PublicKey operator() {
        return operator;
    }

    double pace() {
        return clock.pace();
    }

    Addresses addresses() {
        return addresses;
    }

    Map<String, SharedMachine> machines() {
        return machines;
    }

    TwinState shelfOf(Placement placement) {
        return shelf.part(placement.name());
    }

    /** Tells clients where the addresses are, in a file that they read before they dial. */
    private void tell() throws IOException {
        Path draft = directory.resolve("addresses.draft");
        Files.writeString(draft, addresses.text());
        Files.move(
                draft,
                directory.resolve("addresses"),
                java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private void start(Placement placement) throws IOException {
        Twin twin = twins.get(placement.kind());
        if (twin == null) {
            throw new IllegalArgumentException(
                    "the lab knows no '" + placement.kind() + "'; known are " + String.join(", ", twins.keySet()));
        }
        for (String property : placement.properties().keySet()) {
            if (!twin.takes(property)) {
                throw new IllegalArgumentException(placement.kind() + " takes no '" + property + "'");
            }
        }
        var site = new TwinContext(this, placement);
        try {
            started.put(placement.name(), new Started(placement, site, twin.start(site)));
        } catch (NumberFormatException e) {
            site.close();
            throw new IllegalArgumentException("a number is expected in one of its properties: " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            site.close();
            throw e;
        }
    }

    private void stopAll() {
        started.values().forEach(Started::close);
        started.clear();
    }

    @Override
    public synchronized void close() {
        stopAll();
        clock.close();
    }
}

package dev.slipway.lab;

import java.io.IOException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** The place of one system in the lab: all that its twin may use. */
public final class TwinContext implements AutoCloseable {
    private final Lab lab;
    private final Placement placement;
    private final List<FaultyProxy> gates = new ArrayList<>();
    private final Set<String> addresses = new TreeSet<>();
    private final Set<String> machines = new TreeSet<>();

    TwinContext(Lab lab, Placement placement) {
        this.lab = lab;
        this.placement = placement;
    }

    public Placement placement() {
        return placement;
    }

    /** What this system remembers over a restart. */
    public TwinState shelf() {
        return lab.shelfOf(placement);
    }

    public LabClock clock() {
        return lab.clock();
    }

    public Authority authority() {
        return lab.authority();
    }

    /** The key of whoever rehearses, which every host lets in. */
    public PublicKey operator() {
        return lab.operator();
    }

    /** Whether a fault of this system strikes this time. */
    public Optional<Fault> strikes(String fault) {
        return lab.faults().strike(fault, Set.of(placement.name()));
    }

    /** Whether a fault of this system, or of one of its addresses, strikes when this is so. */
    public Optional<Fault> strikes(String fault, Set<String> addresses, Predicate<Fault> when) {
        var targets = new TreeSet<>(addresses);
        targets.add(placement.name());
        return lab.faults().strike(fault, targets, when);
    }

    /** Records a request that was answered. */
    public void record(String what, String answer, List<String> violations) {
        lab.recorder().add(new Request(lab.clock().now(), placement.name(), what, answer, violations));
    }

    /** Puts a file for clients of this system beside the key of the lab, such as a configuration with credentials. */
    public void publish(String file, String content) throws IOException {
        lab.publish(file, content);
    }

    /** Makes a twin that listens on a port of this machine reachable at an address of the lab. */
    public void expose(String address, int port) throws IOException {
        expose(address, port, () -> true);
    }

    /** The same of one that may stop listening, and then refuses connections. */
    public synchronized void expose(String address, int port, BooleanSupplier listens) throws IOException {
        addresses.add(address);
        String machine = address.substring(0, address.lastIndexOf(':'));
        int outside = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        gates.add(new FaultyProxy(
                lab.addresses().open(address),
                port,
                lab.faults(),
                Set.of(address, placement.name()),
                listens,
                () -> shared(machine).map(one -> one.admits(outside)).orElse(true)));
    }

    /** Makes the machine at an address known to the other systems that stand on it. */
    public void share(String machine, SharedMachine what) {
        lab.machines().put(machine, what);
        machines.add(machine);
    }

    /** What the systems at an address have in common, if any of them has told. */
    public Optional<SharedMachine> shared(String machine) {
        return Optional.ofNullable(lab.machines().get(machine));
    }

    /** Where an address of the lab really is: a twin that forwards connections asks here, and reaches nothing else. */
    public Optional<Integer> portOf(String address) {
        return Optional.ofNullable(lab.addresses().ports().get(address));
    }

    synchronized Set<String> addresses() {
        return Set.copyOf(addresses);
    }

    synchronized void cutAll() {
        gates.forEach(FaultyProxy::cutAll);
    }

    @Override
    public synchronized void close() {
        gates.forEach(FaultyProxy::close);
        gates.clear();
        lab.machines().keySet().removeAll(machines);
    }
}

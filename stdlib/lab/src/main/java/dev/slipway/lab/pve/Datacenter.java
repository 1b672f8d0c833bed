package dev.slipway.lab.pve;

import dev.slipway.lab.Fault;
import dev.slipway.lab.TwinContext;
import dev.slipway.lab.table.Rule;
import dev.slipway.lab.table.Table;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything of one placement: its nodes, and the clusters that they are in. One thing changes it at a time: who reads or
 * writes holds its monitor, and who waits does not.
 */
final class Datacenter {
    private final TwinContext site;
    private final Version version;
    private final Map<String, Rule> guestRules;
    private final TaskDurations paces;
    private final LockTable flocks;
    private final Tasks tasks;
    private final Beats beats;
    private final Map<String, Node> nodes = new TreeMap<>();
    private final Map<String, Cluster> clusters = new TreeMap<>();
    private final Map<String, Runnable> hangUps = new TreeMap<>();
    private final PacketFilter filter = new PacketFilter(this);
    private volatile boolean closed;
    private final Map<String, Long> away = new TreeMap<>();
    private final Random dice = new Random(1);

    Datacenter(TwinContext site) {
        this.site = site;
        this.version = Version.of(site.placement().property("version", "9.1"));
        this.guestRules = Table.named(version.table())
                .find("POST", "/nodes/self/qemu")
                .orElseThrow()
                .operation()
                .parameters();
        this.paces = new TaskDurations(site.placement());
        this.flocks = new LockTable(site.clock());
        this.tasks = new Tasks(this);
        this.beats = new Beats(this);
        InitialState.prepare(this);
    }

    TwinContext site() {
        return site;
    }

    Version version() {
        return version;
    }

    /** What the options of a guest may be. */
    Map<String, Rule> guestRules() {
        return guestRules;
    }

    TaskDurations paces() {
        return paces;
    }

    PacketFilter filter() {
        return filter;
    }

    LockTable flocks() {
        return flocks;
    }

    Tasks tasks() {
        return tasks;
    }

    Beats beats() {
        return beats;
    }

    /** Does something later, unless the datacenter is gone by then. */
    void after(Duration time, Runnable action) {
        site.clock().after(time, () -> {
            if (!closed) {
                action.run();
            }
        });
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
    }

    long now() {
        return site.clock().now().toEpochMilli();
    }

    Collection<Node> nodes() {
        return List.copyOf(nodes.values());
    }

    Node node(String name) {
        return nodes.computeIfAbsent(name, key -> new Node(site.shelf().part("node-" + key)));
    }

    Cluster cluster(String id) {
        return clusters.computeIfAbsent(
                id, key -> new Cluster(key, site.shelf().part("cluster-" + key), beats::catchUp));
    }

    Cluster clusterOf(Node node) {
        return cluster(node.self().cluster());
    }

    /** Goes on where it was when the lab stopped. */
    void resume() {
        nodes().forEach(tasks::resume);
        clusters.values().forEach(cluster -> Crm.look(this, cluster));
    }

    /** A state that no node has any more. */
    void forget(Cluster cluster) {
        clusters.remove(cluster.id);
    }

    /** What breaks the connections of a node. */
    void onHangUp(Node node, Runnable action) {
        hangUps.put(node.name(), action);
    }

    void hangUp(Node node) {
        hangUps.getOrDefault(node.name(), () -> {}).run();
    }

    /** The nodes of a cluster. */
    List<Node> nodesOf(Cluster cluster) {
        return nodes.values().stream()
                .filter(node -> node.self().cluster().equals(cluster.id))
                .toList();
    }

    /** A node of the same cluster; what one does not know there has no address. */
    Node peer(Cluster cluster, String name) {
        return nodesOf(cluster).stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ApiException.because("hostname lookup '" + name
                        + "' failed - failed to get address info for: " + name + ": Name or service not known"));
    }

    boolean isUp(Node node) {
        return site.strikes(Fault.POWER, Set.of(node.self().address()), fault -> fault.times() == 0)
                .isEmpty();
    }

    /** The services of a node restart: for a moment it knows neither users nor keys. */
    void restart(Node node) {
        away.put(node.name(), now() + paces.of(TaskDurations.RESTART).toMillis());
    }

    boolean isAway(Node node) {
        return now() < away.getOrDefault(node.name(), 0L);
    }

    /** Writing needs the agreement of most nodes. */
    void checkQuorum(Cluster cluster) {
        if (!isQuorate(cluster)) {
            throw ApiException.because("cluster not ready - no quorum?");
        }
    }

    boolean isQuorate(Cluster cluster) {
        List<Node> members = nodesOf(cluster);
        return members.stream().filter(this::isUp).count() * 2 > members.size() && !strikes("no-quorum");
    }

    boolean strikes(String fault) {
        return strikes(fault, "");
    }

    /** Whether a fault strikes: one whose value is a chance, such as {@code 20%}, does so now and then. */
    boolean strikes(String fault, String value) {
        return site.strikes(fault, Set.of(), struck -> {
                    String wanted = struck.value();
                    if (wanted.endsWith("%")) {
                        return dice.nextInt(100) < Integer.parseInt(wanted.substring(0, wanted.length() - 1));
                    }
                    return wanted.isEmpty() || value.isEmpty() || wanted.equals(value);
                })
                .isPresent();
    }
}

package dev.slipway.lab.pve;

import dev.slipway.lab.SharedMachine;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The machine of a node, as an SSH server on it sees it. Programs there copy files of configuration and do not read them,
 * so each line of one is a record as the lab keeps it.
 */
final class NodeMachine implements SharedMachine {
    private static final String NETWORK = "/etc/network/interfaces";
    private static final String CLUSTER = "/etc/pve/firewall/cluster.fw";
    private static final String OWN = "/etc/pve/local/host.fw";

    private final Datacenter in;
    private final Node node;
    private String written = "";

    NodeMachine(Datacenter in, Node node) {
        this.in = in;
        this.node = node;
    }

    @Override
    public boolean admits(int port) {
        synchronized (in) {
            return in.filter().admits(node, port);
        }
    }

    @Override
    public Map<String, String> files() {
        synchronized (in) {
            var files = new TreeMap<>(Map.of(NETWORK, text(node.interfaces, key -> true)));
            files.put(CLUSTER, text(in.clusterOf(node).firewalls, NodeMachine::isOfCluster));
            files.put(OWN, text(in.clusterOf(node).firewalls, this::isOwn));
            files.values().removeIf(String::isEmpty);
            return files;
        }
    }

    @Override
    public void write(String path, String text) {
        synchronized (in) {
            Cluster cluster = in.clusterOf(node);
            in.filter().look(cluster);
            switch (path) {
                case NETWORK -> written = text;
                case CLUSTER -> read(cluster.firewalls, NodeMachine::isOfCluster, Ruleset.class, text);
                case OWN -> read(cluster.firewalls, this::isOwn, Ruleset.class, text);
                default -> throw new IllegalArgumentException(path);
            }
        }
    }

    @Override
    public boolean loadNetwork() {
        synchronized (in) {
            if (node.tasks.values().stream()
                    .anyMatch(task -> task.isRunning() && task.type().equals("srvreload"))) {
                return false;
            }
            if (!written.isEmpty()) {
                read(node.interfaces, key -> true, ConfigSection.class, written);
                node.staged.clear();
            }
            return true;
        }
    }

    private static boolean isOfCluster(String key) {
        return key.equals("cluster") || key.startsWith("group-");
    }

    private boolean isOwn(String key) {
        return key.equals("node-" + node.name());
    }

    private static <T extends Record> String text(RecordMap<T> drawer, Predicate<String> keys) {
        return drawer.keys().stream()
                .filter(keys)
                .map(key -> key + " " + RecordJson.text(drawer.get(key).orElseThrow()) + "\n")
                .collect(Collectors.joining());
    }

    private static <T extends Record> void read(
            RecordMap<T> drawer, Predicate<String> keys, Class<T> type, String text) {
        drawer.keys().stream().filter(keys).forEach(drawer::remove);
        Stream.of(text.split("\n", -1)).filter(line -> !line.isEmpty()).forEach(line -> {
            int blank = line.indexOf(' ');
            drawer.put(line.substring(0, blank), RecordJson.read(type, line.substring(blank + 1)));
        });
    }
}

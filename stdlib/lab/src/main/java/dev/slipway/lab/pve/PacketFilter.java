package dev.slipway.lab.pve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the firewall of each node lets in. It is put in force every ten seconds (pve-firewall PVE/Service/pve_firewall.pm,
 * run), and what it opens without a rule is what PVE/Firewall.pm, enable_host_firewall, opens.
 */
final class PacketFilter {
    private static final long BEAT_MILLIS = 10_000;
    private static final Map<String, String> SERVICES =
            Map.of("SSH", "22", "HTTPS", "443", "Ceph", "3300,6789,6800:7300", "Web", "80,443");

    private record Applied(long beat, Map<String, Ruleset> rules) {}

    private final Datacenter in;
    private final Map<String, Applied> applied = new TreeMap<>();

    PacketFilter(Datacenter in) {
        this.in = in;
    }

    /** Before anything changes: what is in force until the next beat. */
    void look(Cluster cluster) {
        in.nodesOf(cluster).forEach(node -> inForce(cluster, node));
    }

    /** Puts everything in force on one node at once. */
    void now(Node node) {
        applied.put(node.name(), new Applied(in.now() / BEAT_MILLIS, rules(in.clusterOf(node))));
    }

    private Map<String, Ruleset> inForce(Cluster cluster, Node node) {
        long beat = in.now() / BEAT_MILLIS;
        Applied there = applied.get(node.name());
        if (there == null || there.beat < beat) {
            there = new Applied(beat, rules(cluster));
            applied.put(node.name(), there);
        }
        return there.rules;
    }

    private static Map<String, Ruleset> rules(Cluster cluster) {
        return cluster.firewalls.keys().stream()
                .collect(Collectors.toMap(
                        key -> key, key -> cluster.firewalls.get(key).orElse(Ruleset.EMPTY)));
    }

    /** Whether a new connection from where the operators are comes in to a port of a node. */
    boolean admits(Node node, int port) {
        boolean hasAddress = node.interfaces.values().stream()
                .anyMatch(one -> one.option("address", "").equals(node.self().ip())
                        && (!one.option("type", "").equals("bridge")
                                || !one.option("bridge_ports", "").isEmpty()));
        Map<String, Ruleset> rules = inForce(in.clusterOf(node), node);
        Ruleset cluster = rules.getOrDefault("cluster", Ruleset.EMPTY);
        Ruleset own = rules.getOrDefault("node-" + node.name(), Ruleset.EMPTY);
        boolean isOn = !Firewalls.inForce(in.now(), cluster.options())
                        .getOrDefault("enable", "0")
                        .equals("0")
                && !own.options().getOrDefault("enable", "1").equals("0");
        if (!hasAddress || !isOn) {
            return hasAddress;
        }
        String from = in.site().placement().property("operator", node.self().ip());
        var all = new ArrayList<>(own.rules());
        all.addAll(cluster.rules());
        for (Map<String, String> rule : all) {
            Stream<Map<String, String>> meant = rule.getOrDefault("type", "").equals("group")
                    ? rules
                            .getOrDefault(FirewallGroups.key(rule.getOrDefault("action", "")), Ruleset.EMPTY)
                            .rules()
                            .stream()
                    : Stream.of(rule);
            String verdict = rule.getOrDefault("enable", "0").equals("0")
                    ? ""
                    : meant.filter(one -> fits(one, cluster, from, port))
                            .map(one -> one.getOrDefault("action", ""))
                            .findFirst()
                            .orElse("");
            if (!verdict.isEmpty()) {
                return verdict.equals("ACCEPT");
            }
        }
        boolean isManagement = covers("8006,5900:5999,3128,22,60000:60050", port)
                && (Cidr.holds(node.self().ip() + "/24", from) || isIn(cluster, "management", from));
        return isManagement
                || cluster.options().getOrDefault("policy_in", "DROP").equals("ACCEPT");
    }

    private static boolean fits(Map<String, String> rule, Ruleset cluster, String from, int port) {
        String service = rule.getOrDefault("macro", "");
        String ports = service.isEmpty() ? rule.getOrDefault("dport", "") : SERVICES.getOrDefault(service, "0");
        return rule.getOrDefault("type", "").equals("in")
                && !rule.getOrDefault("enable", "0").equals("0")
                && rule.getOrDefault("proto", "tcp").matches("tcp|6")
                && (ports.isEmpty() || covers(ports, port))
                && isFrom(rule.getOrDefault("source", ""), cluster, from);
    }

    private static boolean isFrom(String source, Ruleset cluster, String from) {
        if (source.isEmpty()) {
            return true;
        } else if (source.startsWith("+")) {
            return isIn(cluster, source.replaceFirst("^\\+((dc|guest)/)?", ""), from);
        } else if (source.matches("((dc|guest)/)?[A-Za-z][A-Za-z0-9_-]+")) {
            return FirewallNames.alias(cluster, source.replaceFirst(".*/", ""))
                    .filter(cidr -> Cidr.holds(cidr, from))
                    .isPresent();
        }
        return Stream.of(source.split(",", -1)).anyMatch(one -> Cidr.holds(one, from));
    }

    private static boolean isIn(Ruleset cluster, String set, String from) {
        List<Map<String, String>> entries = cluster.sets().getOrDefault(set, List.of());
        return entries.stream().noneMatch(one -> one.containsKey("nomatch") && isEntry(one, cluster, from))
                && entries.stream().anyMatch(one -> !one.containsKey("nomatch") && isEntry(one, cluster, from));
    }

    private static boolean isEntry(Map<String, String> entry, Ruleset cluster, String from) {
        return isFrom(entry.getOrDefault("cidr", ""), cluster, from);
    }

    private static boolean covers(String ports, int port) {
        return Stream.of(ports.split(",", -1)).anyMatch(one -> {
            String[] ends = one.split(":", -1);
            return one.matches("[0-9]+(:[0-9]+)?")
                    && Integer.parseInt(ends[0]) <= port
                    && port <= Integer.parseInt(ends[ends.length - 1]);
        });
    }
}

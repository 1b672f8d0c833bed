package dev.slipway.lab.pve;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where a guest that is kept alive belongs, by the groups of 8 or the rules of 9. */
record Affinity(Datacenter in, Cluster cluster) {
    /** A better node than the one where it is, if there is one. */
    Optional<String> better(ConfigSection resource, Guest guest) {
        Map<String, Integer> nodes = liked(resource);
        List<String> apart = others(resource, "negative");
        nodes.keySet()
                .removeIf(node -> apart.contains(node) && !(node.equals(guest.node()) && isFirst(resource, node)));
        Optional<String> together = others(resource, "positive").stream().findFirst();
        if (together.isPresent() && !isFirst(resource, guest.node())) {
            return together.filter(node -> nodes.containsKey(node) && !node.equals(guest.node()));
        }
        int here = nodes.getOrDefault(guest.node(), Integer.MIN_VALUE);
        return nodes.entrySet().stream()
                .filter(node -> node.getValue() > here)
                .max(Comparator.comparingInt((Map.Entry<String, Integer> node) -> node.getValue())
                        .thenComparing(node -> -guests(node.getKey())))
                .map(Map.Entry::getKey);
    }

    /** The nodes that are up and may have it, by how much they are liked. */
    private Map<String, Integer> liked(ConfigSection resource) {
        var nodes = new TreeMap<String, Integer>();
        in.nodesOf(cluster).stream().filter(in::isUp).forEach(node -> nodes.put(node.name(), 0));
        String wishes = "";
        boolean strict = false;
        if (in.version().isNine()) {
            for (ConfigSection rule : rules(resource, "node-affinity")) {
                wishes = rule.option("nodes", "");
                strict = rule.is("strict");
            }
        } else {
            Optional<ConfigSection> group = cluster.haGroups.get(resource.option("group", ""));
            wishes = group.map(one -> one.option("nodes", "")).orElse("");
            strict = group.filter(one -> one.is("restricted")).isPresent();
        }
        var wished = new TreeMap<String, Integer>();
        for (String wish : ApiCall.listed(wishes)) {
            int colon = wish.indexOf(':');
            wished.put(
                    colon < 0 ? wish : wish.substring(0, colon),
                    1 + (colon < 0 ? 0 : Integer.parseInt(wish.substring(colon + 1))));
        }
        if (strict) {
            nodes.keySet().retainAll(wished.keySet());
        }
        nodes.replaceAll((node, none) -> wished.getOrDefault(node, 0));
        return nodes;
    }

    private List<ConfigSection> rules(ConfigSection resource, String type) {
        return cluster.haRules.values().stream()
                .filter(rule -> rule.option("type", "").equals(type) && !rule.is("disable"))
                .filter(rule -> ApiCall.listed(rule.option("resources", "")).contains(resource.id()))
                .toList();
    }

    /** Where the others of its rules are. */
    private List<String> others(ConfigSection resource, String affinity) {
        return rules(resource, "resource-affinity").stream()
                .filter(rule -> rule.option("affinity", "").equals(affinity))
                .flatMap(rule -> ApiCall.listed(rule.option("resources", "")).stream())
                .filter(other -> !other.equals(resource.id()))
                .flatMap(other -> cluster.guests.get(Ha.vmid(other)).map(Guest::node).stream())
                .toList();
    }

    /** Of those that share a rule and a node, the first stays where it is. */
    private boolean isFirst(ConfigSection resource, String node) {
        return rules(resource, "resource-affinity").stream()
                .flatMap(rule -> ApiCall.listed(rule.option("resources", "")).stream())
                .filter(other -> other.compareTo(resource.id()) < 0)
                .flatMap(other -> cluster.guests.get(Ha.vmid(other)).stream())
                .noneMatch(other -> other.node().equals(node) || rulesTogether(resource));
    }

    private boolean rulesTogether(ConfigSection resource) {
        return rules(resource, "resource-affinity").stream()
                .anyMatch(rule -> rule.option("affinity", "").equals("positive"));
    }

    private int guests(String node) {
        return (int) cluster.guests.values().stream()
                .filter(guest -> guest.node().equals(node))
                .count();
    }
}

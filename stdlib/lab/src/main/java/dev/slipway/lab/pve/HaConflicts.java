package dev.slipway.lab.pve;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Rules about nodes and rules about other guests that cannot be followed together: the checks between plugins of
 * pve-ha-manager src/PVE/HA/Rules.pm, in their order.
 */
record HaConflicts(List<ConfigSection> ofNodes, List<ConfigSection> ofGuests, String rule, List<String> wrong) {
    /** What is wrong with one rule among all, in the words of the manager. */
    static List<String> of(List<ConfigSection> rules, String id) {
        var conflicts = new HaConflicts(
                rules.stream().filter(rule -> isOf(rule, "node-affinity")).toList(),
                rules.stream().filter(rule -> isOf(rule, "resource-affinity")).toList(),
                id,
                new ArrayList<>());
        conflicts.ofGuests.forEach(conflicts::priorities);
        conflicts.ofGuests.stream().filter(rule -> isAffinity(rule, "positive")).forEach(conflicts::together);
        conflicts.ofGuests.stream().filter(rule -> isAffinity(rule, "negative")).forEach(conflicts::apart);
        return conflicts.wrong;
    }

    private static boolean isOf(ConfigSection rule, String type) {
        return rule.option("type", "").equals(type) && !rule.is("disable");
    }

    private static boolean isAffinity(ConfigSection rule, String affinity) {
        return rule.option("affinity", "").equals(affinity);
    }

    private static Set<String> set(ConfigSection rule, String option) {
        var set = new TreeSet<String>();
        ApiCall.listed(rule.option(option, "")).forEach(one -> set.add(one.replaceFirst("^([^:]*):[0-9]+$", "$1")));
        return set;
    }

    private static Set<String> resources(ConfigSection rule) {
        return new TreeSet<>(ApiCall.listed(rule.option("resources", "")));
    }

    private List<ConfigSection> paired(ConfigSection ofGuest) {
        return ofNodes.stream()
                .filter(other -> !Collections.disjoint(resources(ofGuest), resources(other)))
                .toList();
    }

    /** {@code check_single_priority_node_affinity_in_resource_affinity_rules}. */
    private void priorities(ConfigSection ofGuest) {
        List<ConfigSection> paired = paired(ofGuest);
        boolean several = paired.stream()
                .anyMatch(other -> ApiCall.listed(other.option("nodes", "")).stream()
                                .map(node -> node.contains(":") ? node.replaceFirst(".*:", "") : "0")
                                .distinct()
                                .count()
                        > 1);
        if (several) {
            tell(
                    ofGuest,
                    paired,
                    "resources are in node affinity rules with multiple priorities",
                    "resources are in a resource affinity rule and cannot be in a node affinity rule with multiple"
                            + " priorities");
        }
    }

    /** {@code check_single_node_affinity_per_positive_resource_affinity_rule}. */
    private void together(ConfigSection ofGuest) {
        List<ConfigSection> paired = paired(ofGuest);
        if (paired.size() > 1) {
            tell(
                    ofGuest,
                    paired,
                    "resources are in multiple node affinity rules",
                    "at least one resource is in a positive resource affinity rule and there are other resources in"
                            + " at least one other node affinity rule already");
        }
    }

    /** {@code check_negative_resource_affinity_node_affinity_consistency}, which does not ask whether a rule is strict. */
    private void apart(ConfigSection ofGuest) {
        List<ConfigSection> paired = paired(ofGuest);
        var located = new TreeSet<String>();
        var nodes = new TreeSet<String>();
        for (ConfigSection other : paired) {
            located.addAll(resources(other));
            nodes.addAll(set(other, "nodes"));
        }
        located.retainAll(resources(ofGuest));
        if (nodes.size() < located.size()) {
            tell(
                    ofGuest,
                    paired,
                    "two or more resources are restricted to less nodes than available to the resources",
                    "at least one resource is in a negative resource affinity rule and this rule would restrict these"
                            + " to less nodes than available to the resources");
        }
    }

    private void tell(ConfigSection ofGuest, List<ConfigSection> paired, String ofThis, String ofThose) {
        if (ofGuest.id().equals(rule)) {
            wrong.add(ofThis);
        } else if (paired.stream().anyMatch(other -> other.id().equals(rule))) {
            wrong.add(ofThose);
        }
    }
}

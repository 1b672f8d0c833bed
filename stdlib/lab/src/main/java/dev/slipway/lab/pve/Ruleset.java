package dev.slipway.lab.pve;

import java.util.List;
import java.util.Map;

/**
 * What a firewall is told at one level: that of the cluster, of a node, of a guest, or a group of rules.
 *
 * @param rules in their order
 * @param sets of addresses, by name; in each the address stands under {@code cidr}
 * @param notes what is said of a set, or of the group itself under the empty name
 */
record Ruleset(
        Map<String, String> options,
        List<Map<String, String>> rules,
        Map<String, Map<String, String>> aliases,
        Map<String, List<Map<String, String>>> sets,
        Map<String, String> notes) {
    static final Ruleset EMPTY = new Ruleset(Map.of(), List.of(), Map.of(), Map.of(), Map.of());

    Ruleset options(Map<String, String> other) {
        return new Ruleset(other, rules, aliases, sets, notes);
    }

    Ruleset rules(List<Map<String, String>> other) {
        return new Ruleset(options, other, aliases, sets, notes);
    }

    Ruleset aliases(Map<String, Map<String, String>> other) {
        return new Ruleset(options, rules, other, sets, notes);
    }

    Ruleset sets(Map<String, List<Map<String, String>>> other, Map<String, String> otherNotes) {
        return new Ruleset(options, rules, aliases, other, otherNotes);
    }
}

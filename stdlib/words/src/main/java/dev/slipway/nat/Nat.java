package dev.slipway.nat;

import java.util.Comparator;
import java.util.List;

/**
 * All that one host translates. In an order of its own, so that lines may change places.
 *
 * @param inside networks of guests, from which the public addresses are reached as well
 */
public record Nat(List<Rule> rules, List<Net> inside) {
    public Nat {
        rules = rules.stream().sorted(Comparator.comparing(Rule::id)).toList();
        inside = Net.widest(inside.stream());
    }

    /** Whether anything of a family is translated, so that the kernel must forward its packets. */
    public boolean has(boolean v6) {
        return rules.stream().anyMatch(rule -> v6(rule) == v6);
    }

    private static boolean v6(Rule rule) {
        return rule instanceof Rule.Inward inward
                ? inward.to().v6()
                : ((Rule.Masquerade) rule).from().v6();
    }
}

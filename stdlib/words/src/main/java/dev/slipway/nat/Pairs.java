package dev.slipway.nat;

import java.util.List;
import java.util.function.Predicate;

/** What two rules of a host cannot be together. Each is said once, of the first that it meets. */
record Pairs(Check check) {
    void check(List<Line> before, Line line) {
        if (line.rule() instanceof Rule.Masquerade hide) {
            first(
                    before,
                    hide::equals,
                    at -> check.add(
                            line,
                            hide.from() + " is masqueraded twice",
                            "it is so already in " + at.origin(),
                            "remove one of them"));
        } else if (line.rule() instanceof Rule.Inward inward) {
            names(before, inward, line);
            guests(before, inward, line);
            ports(before, inward, line);
        }
    }

    private interface Say {
        void of(Line other);
    }

    private static void first(List<Line> before, Predicate<Rule> meets, Say say) {
        before.stream().filter(line -> meets.test(line.rule())).findFirst().ifPresent(say::of);
    }

    /** One public address arrives at one address of the host, and the other way round. */
    private void names(List<Line> before, Rule.Inward rule, Line line) {
        first(
                before,
                other -> other instanceof Rule.Inward that
                        && that.address().equals(rule.address())
                                != that.arrivesAt().equals(rule.arrivesAt()),
                at -> {
                    var other = (Rule.Inward) at.rule();
                    boolean same = other.address().equals(rule.address());
                    check.add(
                            line,
                            same
                                    ? rule.address() + " arrives at " + rule.arrivesAt()
                                    : rule.arrivesAt() + " stands for " + rule.address(),
                            (same ? "it arrives at " + other.arrivesAt() : "it stands for " + other.address()) + " in "
                                    + at.origin(),
                            "give each public address one address of the host, and each of those one public address");
                });
    }

    /** What a guest sends out carries one address, and a guest that has all of an address shares it with no other. */
    private void guests(List<Line> before, Rule.Inward rule, Line line) {
        first(
                before,
                other -> other instanceof Rule.OneToOne that
                        && rule instanceof Rule.OneToOne
                        && that.to().equals(rule.to())
                        && !that.address().equals(rule.address()),
                at -> check.add(
                        line,
                        rule.to() + " has a second public address",
                        "what it sends out carries only one, that in " + at.origin(),
                        "forward single ports of one of them"));
        first(
                before,
                other -> isSamePlace(other, rule) && (other instanceof Rule.OneToOne || rule instanceof Rule.OneToOne),
                at -> check.add(
                        line,
                        rule.address() + " goes to more than one guest, and to one of them whole",
                        "ports of it go to " + ((Rule.Inward) at.rule()).to() + " in " + at.origin(),
                        "remove one of them, or forward single ports only"));
    }

    private void ports(List<Line> before, Rule.Inward rule, Line line) {
        first(
                before,
                other -> isSamePlace(other, rule)
                        && other instanceof Rule.Forward one
                        && rule instanceof Rule.Forward two
                        && one.protocol() == two.protocol()
                        && one.ports().meet(two.ports()),
                at -> {
                    var one = (Rule.Forward) at.rule();
                    var two = (Rule.Forward) rule;
                    check.add(
                            line,
                            two.protocol().word() + " " + two.ports() + " of " + two.address() + " goes two ways",
                            one.ports() + " goes to " + one.to() + " in " + at.origin(),
                            "choose other ports, or remove one of them");
                });
    }

    private static boolean isSamePlace(Rule rule, Rule.Inward other) {
        return rule instanceof Rule.Inward that
                && that.arrivesAt().equals(other.arrivesAt())
                && that.address().equals(other.address());
    }
}

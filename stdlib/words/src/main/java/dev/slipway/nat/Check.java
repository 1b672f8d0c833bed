package dev.slipway.nat;

import dev.slipway.model.Problem;
import dev.slipway.model.Problems;
import java.util.List;

/** What cannot be among the rules of a host, each on its own and all of them together. */
public final class Check {
    private final Problems problems = new Problems();
    private final String host;

    private Check(String host) {
        this.host = host;
    }

    /** All problems at once; none where the host can do as it is told. */
    public static List<Problem> of(String host, List<Line> lines) {
        var check = new Check(host);
        for (int i = 0; i < lines.size(); i++) {
            check.alone(lines.get(i));
            for (Line before : lines.subList(0, i)) {
                check.together(before, lines.get(i));
            }
        }
        return check.problems.list();
    }

    private void alone(Line line) {
        if (line.rule() instanceof Rule.Inward inward) {
            addresses(inward, line);
        }
        if (line.rule() instanceof Rule.Forward forward) {
            ports(forward, line);
        } else if (line.rule() instanceof Rule.Masquerade hide && !hide.out().matches("([A-Za-z0-9_.-]{1,15})?")) {
            add(
                    line,
                    "the network card '" + hide.out() + "'",
                    "cards have names of up to 15 letters, digits, '.', '_' and '-'",
                    "correct the name");
        }
    }

    private void addresses(Rule.Inward rule, Line line) {
        Ip address = rule.address();
        Ip arrivesAt = rule.arrivesAt();
        Ip to = rule.to();
        for (Ip each : List.of(address, arrivesAt, to)) {
            if (!each.isOfOne()) {
                add(line, "the address " + each, "it is not that of one machine on a network", "write one that is");
            }
        }
        if (address.v6() != to.v6() || arrivesAt.v6() != to.v6()) {
            add(
                    line,
                    "packets for " + address + " cannot go to " + to,
                    "an address of IPv4 stands for one of IPv4, and IPv6 for IPv6",
                    "give both in one family");
        }
        if (to.equals(address) || to.equals(arrivesAt)) {
            add(
                    line,
                    to + " would be sent to itself",
                    "packets for it come here already",
                    "name the address of the guest");
        }
        if (address.isPrivate() && !arrivesAt.isPrivate() && address.v6() == arrivesAt.v6()) {
            add(
                    line,
                    "the public address " + address + " is private, and " + arrivesAt + " is not",
                    "the address where packets arrive is the one that the host has itself",
                    "change the two");
        }
    }

    private void ports(Rule.Forward rule, Line line) {
        if (!rule.ports().exist() || !rule.toPorts().exist()) {
            add(
                    line,
                    "the ports " + rule.ports()
                            + (rule.toPort() == rule.ports().first() ? "" : " as " + rule.toPorts()),
                    "ports have numbers 1 to 65535, and a row begins with the smaller one",
                    "correct the numbers");
        } else if (!rule.ports().single() && rule.toPort() != rule.ports().first()) {
            add(
                    line,
                    "the ports " + rule.ports() + " as " + rule.toPorts(),
                    "a row of ports keeps its numbers on the way",
                    "leave the other port out, or write a line for each port");
        }
    }

    private void together(Line before, Line line) {
        if (before.rule() instanceof Rule.Masquerade first && line.rule() instanceof Rule.Masquerade second) {
            if (first.equals(second)) {
                add(
                        line,
                        second.from() + " is masqueraded twice",
                        "it is so already at " + before.origin(),
                        "remove one of them");
            }
        } else if (before.rule() instanceof Rule.Inward first && line.rule() instanceof Rule.Inward second) {
            names(first, second, before, line);
            if (first.arrivesAt().equals(second.arrivesAt()) || first.address().equals(second.address())) {
                places(first, second, before, line);
            }
        }
    }

    /** One public address arrives at one address of the host, and the other way round. */
    private void names(Rule.Inward first, Rule.Inward second, Line before, Line line) {
        if (first.address().equals(second.address()) != first.arrivesAt().equals(second.arrivesAt())) {
            boolean same = first.address().equals(second.address());
            add(
                    line,
                    same
                            ? second.address() + " arrives at " + second.arrivesAt()
                            : second.arrivesAt() + " is " + second.address(),
                    "and " + (same ? "at " + first.arrivesAt() : "it is " + first.address()) + " at " + before.origin(),
                    "correct one of them");
        }
    }

    private void places(Rule.Inward first, Rule.Inward second, Line before, Line line) {
        if (first instanceof Rule.OneToOne || second instanceof Rule.OneToOne) {
            String all = first instanceof Rule.OneToOne
                    ? first.to() + " at " + before.origin()
                    : second.to().toString();
            add(
                    line,
                    second.address() + " goes to more than one guest",
                    "all its ports go to " + all,
                    "remove one of them, or forward single ports only");
        } else if (first instanceof Rule.Forward one
                && second instanceof Rule.Forward other
                && one.protocol() == other.protocol()
                && one.ports().meet(other.ports())) {
            add(
                    line,
                    "the " + other.protocol().word() + " ports " + other.ports() + " of " + other.address()
                            + " go two ways",
                    one.ports() + " go to " + one.to() + " at " + before.origin(),
                    "choose other ports, or remove one of them");
        }
    }

    private void add(Line line, String what, String why, String fix) {
        problems.add(what + ", on the host '" + host + "'", line.origin(), why, fix);
    }
}

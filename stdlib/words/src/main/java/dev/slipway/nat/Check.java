package dev.slipway.nat;

import dev.slipway.model.Problem;
import dev.slipway.model.Problems;
import java.util.List;
import java.util.Optional;

/** What cannot be among the rules of a host, each on its own and all of them together. */
public final class Check {
    private final Problems problems = new Problems();
    private final String host;
    private final Optional<Ip> door;
    private final int port;

    private Check(String host, Optional<Ip> door, int port) {
        this.host = host;
        this.door = door;
        this.port = port;
    }

    /**
     * All problems at once; none where the host can do as it is told.
     *
     * @param door the address over which it is told, if that is one
     * @param port the port of its SSH server
     */
    public static List<Problem> of(String host, Optional<Ip> door, int port, List<Line> lines) {
        var check = new Check(host, door, port);
        var pairs = new Pairs(check);
        for (int i = 0; i < lines.size(); i++) {
            check.alone(lines.get(i));
            pairs.check(lines.subList(0, i), lines.get(i));
        }
        return check.problems.list();
    }

    private void alone(Line line) {
        if (line.rule() instanceof Rule.Inward inward) {
            addresses(inward, line);
            lockout(inward, line);
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

    /** Who sends the port of the SSH server elsewhere never gets in again. */
    private void lockout(Rule.Inward rule, Line line) {
        boolean here = door.filter(ip -> ip.equals(rule.address()) || ip.equals(rule.arrivesAt()))
                .isPresent();
        if (here
                && (rule instanceof Rule.OneToOne
                        || rule instanceof Rule.Forward forward
                                && forward.protocol() == Protocol.TCP
                                && forward.ports().meet(new Ports(port, port)))) {
            add(
                    line,
                    "port " + port + " of " + rule.address() + " would go to " + rule.to(),
                    "that is where the host itself is reached over SSH, which would be cut off",
                    "use another address or other ports, or reach the host in another way");
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

    void add(Line line, String what, String why, String fix) {
        problems.add(what + ", on the host '" + host + "'", line.origin(), why, fix);
    }
}

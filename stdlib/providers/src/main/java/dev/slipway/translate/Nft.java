package dev.slipway.translate;

import dev.slipway.nat.Nat;
import dev.slipway.nat.Net;
import dev.slipway.nat.Ports;
import dev.slipway.nat.Protocol;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table of nftables that is ours alone. Its file removes the old table and makes the new one in a single transaction:
 * where one rule fails, the old ones stay.
 */
final class Nft {
    static final String TABLE = "inet slipway_nat";
    static final String LIST = "nft -s list table " + TABLE + " 2>/dev/null\n";
    static final String GONE =
            "if nft list table " + TABLE + " >/dev/null 2>&1; then nft delete table " + TABLE + "; fi\n";

    private Nft() {}

    static String text(Nat nat) {
        NatRules steps = NatRules.of(nat);
        return Stream.of(
                        Stream.of(
                                "#!/usr/sbin/nft -f",
                                NatBackend.NOTE,
                                "table " + TABLE,
                                "delete table " + TABLE,
                                "table " + TABLE + " {"),
                        chain("prerouting", "prerouting priority dstnat - 5", steps.inward()),
                        chain("output", "output priority -105", steps.inward()),
                        chain("postrouting", "postrouting priority srcnat - 5", steps.outward()),
                        Stream.of("}"))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static Stream<String> chain(String name, String hook, List<? extends NatRule> steps) {
        return Stream.of(
                        Stream.of("\tchain " + name + " {", "\t\ttype nat hook " + hook + "; policy accept;"),
                        steps.stream().map(step -> "\t\t" + rule(step) + " comment \"slipway: " + step.id() + "\""),
                        Stream.of("\t}"))
                .flatMap(lines -> lines);
    }

    /** The programs ask what a step is one after another: the language of Java 17 has no switch for it. */
    private static String rule(NatRule step) {
        String ip = step.v6() ? "ip6" : "ip";
        if (step instanceof NatRule.Turn turn) {
            String to = turn.port() == null ? turn.to().toString() : NatBackend.pair(turn.to(), turn.port());
            return ip + " daddr " + turn.at() + with(turn.protocol(), turn.ports()) + " counter dnat " + ip + " to "
                    + to;
        } else if (step instanceof NatRule.Return back) {
            return ip + " saddr " + back.from() + " " + ip + " daddr " + back.to() + with(back.protocol(), back.ports())
                    + " ct status dnat counter masquerade";
        } else if (step instanceof NatRule.Leave leave) {
            return ip + " saddr " + leave.from() + except(ip, leave.except()) + " counter snat " + ip + " to "
                    + leave.as();
        }
        var hide = (NatRule.Hide) step;
        String out = hide.out().isEmpty() ? "" : " oifname \"" + hide.out() + "\"";
        return ip + " saddr " + hide.from() + except(ip, hide.except()) + out + " counter masquerade";
    }

    private static String with(@Nullable Protocol protocol, @Nullable Ports ports) {
        return protocol == null ? "" : " " + protocol.word() + " dport " + ports;
    }

    private static String except(String ip, List<Net> networks) {
        return networks.isEmpty()
                ? ""
                : networks.stream()
                        .map(Net::toString)
                        .collect(Collectors.joining(", ", " " + ip + " daddr != { ", " }"));
    }
}

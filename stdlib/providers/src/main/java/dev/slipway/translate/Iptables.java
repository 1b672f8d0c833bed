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
 * Chains of iptables that are ours alone, for hosts without nftables. Each family is one transaction, which also brings
 * the jumps to our chains where they are missing; what others have in the same table stays.
 */
final class Iptables {
    /** Each chain of the kernel, and ours, to which it jumps. */
    private static final String JUMPS = "PREROUTING:SLIPWAY-PRE OUTPUT:SLIPWAY-OUT POSTROUTING:SLIPWAY-POST";

    /** Only our chains and the jumps to them. */
    static final String LIST = "for p in iptables ip6tables; do if command -v $p-save >/dev/null; then "
            + "$p-save -t nat 2>/dev/null | grep SLIPWAY; fi; done\n";

    /** Takes our chains away, of all families. */
    static final String GONE = gone("iptables") + gone("ip6tables");

    private Iptables() {}

    static String text(Nat nat) {
        NatRules steps = NatRules.of(nat);
        return "#!/bin/sh\n" + NatBackend.NOTE + "\nset -e\n"
                + (nat.has(false) ? family("iptables", steps, false) : gone("iptables"))
                + (nat.has(true) ? family("ip6tables", steps, true) : gone("ip6tables"));
    }

    private static String gone(String program) {
        return """
                if command -v PROGRAM >/dev/null; then
                    for c in JUMPS; do
                        while PROGRAM -w -t nat -D ${c%:*} -j ${c#*:} 2>/dev/null; do :; done
                        if PROGRAM -w -t nat -F ${c#*:} 2>/dev/null; then PROGRAM -w -t nat -X ${c#*:}; fi
                    done
                fi
                """.replace("PROGRAM", program).replace("JUMPS", JUMPS);
    }

    private static String family(String program, NatRules steps, boolean v6) {
        List<NatRule> inward = steps.inward(v6);
        return Stream.of(
                        Stream.of("{ cat <<'END'", "*nat"),
                        Stream.of("PRE", "OUT", "POST").map(chain -> ":SLIPWAY-" + chain + " - [0:0]"),
                        inward.stream().flatMap(step -> rules("PRE", step)),
                        inward.stream().flatMap(step -> rules("OUT", step)),
                        steps.outward(v6).stream().flatMap(step -> rules("POST", step)),
                        Stream.of("END", "for c in " + JUMPS + "; do"),
                        Stream.of("    " + program + " -w -t nat -C ${c%:*} -j ${c#*:} 2>/dev/null || "
                                + "echo \"-I ${c%:*} -j ${c#*:}\""),
                        Stream.of("done", "echo COMMIT; } | " + program + "-restore -w --noflush"))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static Stream<String> rules(String chain, NatRule step) {
        String start = "-A SLIPWAY-" + chain;
        String end = " -m comment --comment \"slipway: " + step.id() + "\" -j ";
        if (step instanceof NatRule.Turn turn) {
            String to = turn.port() == null ? turn.to().toString() : NatBackend.pair(turn.to(), turn.port());
            String what = with(turn.protocol(), turn.ports());
            return Stream.of(start + " -d " + turn.at() + what + end + "DNAT --to-destination " + to);
        } else if (step instanceof NatRule.Return back) {
            return Stream.of(start + " -s " + back.from() + " -d " + back.to() + with(back.protocol(), back.ports())
                    + " -m conntrack --ctstate DNAT" + end + "MASQUERADE");
        } else if (step instanceof NatRule.Leave leave) {
            String from = start + " -s " + leave.from();
            return except(from, end, leave.except(), from + end + "SNAT --to-source " + leave.as());
        }
        var hide = (NatRule.Hide) step;
        String from = start + " -s " + hide.from();
        String out = hide.out().isEmpty() ? "" : " -o " + hide.out();
        return except(from, end, hide.except(), from + out + end + "MASQUERADE");
    }

    /** A rule of iptables excepts one network at most, so that each has a rule of its own that ends the matter. */
    private static Stream<String> except(String from, String end, List<Net> networks, String rule) {
        return Stream.concat(networks.stream().map(net -> from + " -d " + net + end + "RETURN"), Stream.of(rule));
    }

    private static String with(@Nullable Protocol protocol, @Nullable Ports ports) {
        return protocol == null || ports == null
                ? ""
                : " -p " + protocol.word() + " --dport " + ports.first() + (ports.single() ? "" : ":" + ports.last());
    }
}

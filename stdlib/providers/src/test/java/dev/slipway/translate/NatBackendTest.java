package dev.slipway.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.nat.Ip;
import dev.slipway.nat.Nat;
import dev.slipway.nat.Net;
import dev.slipway.nat.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The text that a host is told. */
class NatBackendTest {
    private static final List<Rule> RULES = List.of(
            new Rule.Masquerade(Net.read("10.10.0.0/24").orElseThrow(), "eth0"),
            new Rule.OneToOne(ip("203.0.113.2"), ip("192.0.2.2"), ip("10.10.0.11")));

    private static Ip ip(String text) {
        return Ip.read(text).orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(NatBackend.class)
    void theSameRulesAreTheSameText(NatBackend variant) {
        var other = new ArrayList<>(RULES);
        Collections.reverse(other);
        assertEquals(variant.text(new Nat(RULES, List.of())), variant.text(new Nat(other, List.of())));
    }

    @Test
    void theTableIsMadeAnewInOneTransaction() {
        assertEquals("""
                #!/usr/sbin/nft -f
                # Written by Slipway. What is changed here by hand is put back.
                table inet slipway_nat
                delete table inet slipway_nat
                table inet slipway_nat {
                \tchain prerouting {
                \t\ttype nat hook prerouting priority dstnat - 5; policy accept;
                \t\tip daddr 192.0.2.2 counter dnat ip to 10.10.0.11 comment "slipway: 203.0.113.2 all"
                \t\tip daddr 203.0.113.2 counter dnat ip to 10.10.0.11 comment "slipway: 203.0.113.2 all"
                \t}
                \tchain output {
                \t\ttype nat hook output priority -105; policy accept;
                \t\tip daddr 192.0.2.2 counter dnat ip to 10.10.0.11 comment "slipway: 203.0.113.2 all"
                \t\tip daddr 203.0.113.2 counter dnat ip to 10.10.0.11 comment "slipway: 203.0.113.2 all"
                \t}
                \tchain postrouting {
                \t\ttype nat hook postrouting priority srcnat - 5; policy accept;
                \t\tip saddr 10.10.0.11 counter snat ip to 192.0.2.2 comment "slipway: 203.0.113.2 all"
                \t\tip saddr 10.10.0.0/24 oifname "eth0" counter masquerade comment "slipway: 10.10.0.0/24 out eth0"
                \t}
                }
                """, NatBackend.NFT.text(new Nat(RULES, List.of())));
    }

    @Test
    void theUnitForwardsOnlyWhatIsTranslated() {
        String unit = Boot.unit(NatBackend.NFT, new Nat(RULES, List.of()), "/etc/slipway/nat");
        assertTrue(
                unit.contains("ExecStartPre=sysctl -q -w net.ipv4.ip_forward=1\nExecStart=nft -f /etc/slipway/nat\n"),
                unit);
        assertTrue(!unit.contains("ipv6"), unit);
    }
}

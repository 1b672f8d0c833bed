package dev.slipway.translate;

import dev.slipway.nat.Ip;
import dev.slipway.nat.Nat;
import dev.slipway.nat.Net;
import dev.slipway.nat.Rule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;

/** What the rules of a host mean for its kernel, in the order in which it must try them. */
record NatRules(List<NatRule.Turn> inward, List<NatRule> outward) {
    static NatRules of(Nat nat) {
        List<NatRule.Turn> inward = inward(nat).flatMap(NatRules::turns).toList();
        Stream<NatRule> back = inward(nat).flatMap(rule -> returns(rule, nat.inside()));
        Stream<NatRule> leave = inward(nat)
                .filter(Rule.OneToOne.class::isInstance)
                .map(rule -> new NatRule.Leave(
                        rule.id(), rule.to(), like(nat, rule.to().v6()), rule.arrivesAt()));
        Stream<NatRule> hide = nat.rules().stream()
                .filter(Rule.Masquerade.class::isInstance)
                .map(Rule.Masquerade.class::cast)
                .map(rule -> new NatRule.Hide(rule.id(), rule.from(), elsewhere(nat, rule), rule.out()));
        return new NatRules(
                inward, Stream.of(back, leave, hide).flatMap(each -> each).toList());
    }

    List<NatRule> inward(boolean v6) {
        return inward.stream()
                .filter(step -> step.v6() == v6)
                .map(NatRule.class::cast)
                .toList();
    }

    List<NatRule> outward(boolean v6) {
        return outward.stream().filter(step -> step.v6() == v6).toList();
    }

    private static Stream<Rule.Inward> inward(Nat nat) {
        return nat.rules().stream().filter(Rule.Inward.class::isInstance).map(Rule.Inward.class::cast);
    }

    /** Both names of an address are turned: from inside, packets for the public one come here, too. */
    private static Stream<NatRule.Turn> turns(Rule.Inward rule) {
        var names = new LinkedHashSet<Ip>(List.of(rule.arrivesAt()));
        names.add(rule.address());
        return names.stream()
                .map(at -> rule instanceof Rule.Forward forward
                        ? new NatRule.Turn(
                                rule.id(),
                                at,
                                forward.protocol(),
                                forward.ports(),
                                rule.to(),
                                forward.ports().single() ? forward.toPort() : null)
                        : new NatRule.Turn(rule.id(), at, null, null, rule.to(), null));
    }

    private static Stream<NatRule> returns(Rule.Inward rule, List<Net> inside) {
        return inside.stream()
                .filter(net -> net.v6() == rule.to().v6())
                .map(net -> rule instanceof Rule.Forward forward
                        ? new NatRule.Return(rule.id(), net, rule.to(), forward.protocol(), forward.toPorts())
                        : new NatRule.Return(rule.id(), net, rule.to(), null, null));
    }

    private static List<Net> like(Nat nat, boolean v6) {
        return nat.inside().stream().filter(net -> net.v6() == v6).toList();
    }

    /** What stays among one's own networks keeps its address; where the card is named, that says it already. */
    private static List<Net> elsewhere(Nat nat, Rule.Masquerade rule) {
        return rule.out().isEmpty()
                ? Net.widest(Stream.concat(
                        Stream.of(rule.from()), like(nat, rule.from().v6()).stream()))
                : List.of();
    }
}

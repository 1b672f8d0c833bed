package dev.slipway.host;

import dev.slipway.local.Blocking;
import dev.slipway.model.Fields;
import dev.slipway.model.ListValue;
import dev.slipway.model.Value;
import dev.slipway.nat.Nat;
import dev.slipway.nat.Net;
import dev.slipway.nat.RuleForm;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Failure;
import dev.slipway.provide.ObjectRef;
import dev.slipway.provide.ObservedObject;
import dev.slipway.provide.Resource;
import dev.slipway.provide.Schema;
import dev.slipway.provide.Schema.Field;
import dev.slipway.ssh.Remote;
import dev.slipway.translate.Boot;
import dev.slipway.translate.NatBackend;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The addresses that a host translates: all rules together, in a table of their own, now and after each start. What others
 * have in the kernel is neither read nor touched.
 */
public final class HostNat implements Resource {
    private static final int REFUSED = 65;

    private final Hosts hosts;

    public HostNat(Hosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public Schema shape() {
        return Schema.of(Map.of(
                        "host", Field.of(Schema.Type.FIELDS).mandatory(),
                        "rules", Field.of(Schema.Type.ITEMS).mandatory().inAnyOrder(),
                        "inside", Field.of(Schema.Type.ITEMS).inAnyOrder(),
                        "lasting", Field.of(Schema.Type.TRUTH).mandatory(),
                        "forwarding", Field.of(Schema.Type.TRUTH).mandatory()))
                .reachedBy(Hosts.HOST);
    }

    @Override
    public CompletionStage<Optional<ObservedObject>> read(ObjectRef subject, CallContext ticket) {
        return Blocking.stage(() -> {
            Fields inputs = subject.inputs();
            NatLook look = look(inputs, ticket);
            return look.isNothing() ? Optional.empty() : Optional.of(seen(look, inputs));
        });
    }

    /** Where everything stands already, nothing is written again. */
    @Override
    public CompletionStage<ObservedObject> create(Fields desired, CallContext ticket) {
        return Blocking.stage(() -> {
            Nat nat = nat(desired);
            NatLook before = look(desired, ticket);
            if (!before.canTranslate()) {
                throw new Failure.Rejected(
                        Hosts.host(desired) + " has neither nftables nor iptables",
                        "say packages(\"nftables\") for it, and that this comes after them");
            } else if (!before.isAs(nat)) {
                write(before.variant(), nat, desired, ticket);
            }
            return seen(look(desired, ticket), desired);
        });
    }

    @Override
    public CompletionStage<ObservedObject> update(ObjectRef subject, Fields desired, CallContext ticket) {
        return create(desired, ticket);
    }

    /** The kernel goes on sending packets on until the next start: others may rely on it. */
    @Override
    public CompletionStage<Void> delete(ObjectRef subject, CallContext ticket) {
        return Blocking.done(() -> hosts.change(subject.inputs(), ticket, NatScripts.DELETE));
    }

    private NatLook look(Fields inputs, CallContext ticket) {
        Nat nat = nat(inputs);
        return NatLook.of(hosts.look(
                inputs,
                ticket,
                NatScripts.READ,
                NatLook.digest(NatBackend.NFT.text(nat)),
                NatLook.digest(NatBackend.IPTABLES.text(nat))));
    }

    private void write(NatBackend variant, Nat nat, Fields desired, CallContext ticket) {
        String text = variant.text(nat);
        String keys = Stream.of(false, true).filter(nat::has).map(Boot::key).collect(Collectors.joining(" "));
        Remote.End end = hosts.of(desired, ticket)
                .change(
                        NatScripts.WRITE,
                        List.of(NatLook.digest(text), Boot.unit(variant, nat, NatScripts.FILE), keys),
                        text.getBytes(StandardCharsets.UTF_8));
        if (end.status() == REFUSED) {
            throw new Failure.Rejected(
                    Hosts.host(desired) + " refuses the rules, and keeps those that it had: "
                            + Hosts.said(end).lines().findFirst().orElse(""),
                    "correct the rule, or see whether its kernel can do this");
        }
        if (Hosts.good(end, desired).contains("closed")) {
            ticket.say("NOTE: " + Hosts.host(desired)
                    + " has other rules that drop what it should send on; let them accept "
                    + "'ct status dnat' (nftables) or '-m conntrack --ctstate DNAT' (iptables)");
        }
    }

    private static ObservedObject seen(NatLook look, Fields declared) {
        return new ObservedObject(Hosts.host(declared) + ":nat", look.fields(nat(declared), declared));
    }

    private static Nat nat(Fields inputs) {
        return new Nat(
                items(inputs.get("rules"))
                        .map(rule -> RuleForm.rule(rule).orElseThrow(() -> unreadable(rule)))
                        .toList(),
                items(inputs.get("inside"))
                        .map(net -> Net.read(net.toString()).orElseThrow(() -> unreadable(net)))
                        .toList());
    }

    private static Failure unreadable(Value value) {
        return new Failure.Rejected(value + " is no rule and no network", "correct it");
    }

    private static Stream<Value> items(Value value) {
        return value instanceof ListValue items ? items.values().stream() : Stream.empty();
    }
}

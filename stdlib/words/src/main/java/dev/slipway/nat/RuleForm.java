package dev.slipway.nat;

import dev.slipway.model.Fields;
import dev.slipway.model.Value;
import java.util.Locale;
import java.util.Optional;

/** A rule as a value of a graph. What sort it is shows in what it has. */
public final class RuleForm {
    private RuleForm() {}

    /** The rule as it is planned, kept and shown. */
    public static Fields fields(Rule rule) {
        if (rule instanceof Rule.Masquerade hide) {
            return Fields.of("masquerade", hide.from().toString(), "out", hide.out());
        }
        var inward = (Rule.Inward) rule;
        Fields fields = Fields.of(
                "address", inward.address().toString(),
                "arrivesAt", inward.arrivesAt().toString(),
                "to", inward.to().toString());
        return rule instanceof Rule.Forward forward
                ? fields.with("protocol", Value.of(forward.protocol().word()))
                        .with("ports", Value.of(forward.ports().toString()))
                        .with("toPort", Value.of(forward.toPort()))
                : fields;
    }

    /** The rule again; empty for what is none. */
    public static Optional<Rule> rule(Value value) {
        if (!(value instanceof Fields fields)) {
            return Optional.empty();
        } else if (!fields.text("masquerade").isEmpty()) {
            return Net.read(fields.text("masquerade")).map(from -> new Rule.Masquerade(from, fields.text("out")));
        }
        Optional<Ip> address = Ip.read(fields.text("address"));
        Optional<Ip> arrivesAt = Ip.read(fields.text("arrivesAt"));
        Optional<Ip> to = Ip.read(fields.text("to"));
        if (address.isEmpty() || arrivesAt.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        } else if (fields.text("protocol").isEmpty()) {
            return Optional.of(new Rule.OneToOne(address.get(), arrivesAt.get(), to.get()));
        }
        return Ports.read(fields.text("ports"))
                .filter(ports -> fields.text("protocol").matches("tcp|udp"))
                .map(ports -> new Rule.Forward(
                        Protocol.valueOf(fields.text("protocol").toUpperCase(Locale.ROOT)),
                        address.get(),
                        arrivesAt.get(),
                        ports,
                        to.get(),
                        (int) fields.whole("toPort", ports.first())));
    }
}

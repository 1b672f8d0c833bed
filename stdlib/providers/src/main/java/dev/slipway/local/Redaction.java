package dev.slipway.local;

import dev.slipway.model.Fields;
import dev.slipway.model.ListValue;
import dev.slipway.model.Mask;
import dev.slipway.model.Secret;
import dev.slipway.model.Value;
import dev.slipway.provide.CallContext;
import java.util.function.UnaryOperator;

/** Masks the secrets of one task in what it says. */
public final class Redaction {
    private final Mask mask = new Mask();
    private UnaryOperator<String> others = UnaryOperator.identity();

    /** The value of a secret, which from now on is masked. */
    public String reveal(Secret secret, CallContext ticket) {
        String value = ticket.reveal(secret);
        mask.add(value);
        others = ticket::masked;
        return value;
    }

    /** A value as text; secrets in it are from now on masked. */
    public String text(Value value, CallContext ticket) {
        return value instanceof Secret secret ? reveal(secret, ticket) : value.toString();
    }

    /** Whatever is secret in the inputs is masked, used or not. */
    public void cover(Value value, CallContext ticket) {
        if (value instanceof Secret secret) {
            reveal(secret, ticket);
        } else if (value instanceof Fields fields) {
            fields.entries().forEach(entry -> cover(entry.getValue(), ticket));
        } else if (value instanceof ListValue items) {
            items.values().forEach(item -> cover(item, ticket));
        }
    }

    /** Masks the secrets of the task, and once it has any, those of the run: what it was given may be a part of them. */
    public String mask(String text) {
        return others.apply(mask.mask(text));
    }

    /** Whether a secret of the task occurs in a text. */
    boolean occursIn(String text) {
        return !mask.mask(text).equals(text);
    }
}

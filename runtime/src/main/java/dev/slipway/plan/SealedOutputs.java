package dev.slipway.plan;

import dev.slipway.model.Fields;
import dev.slipway.model.ListValue;
import dev.slipway.model.Missing;
import dev.slipway.model.Value;
import dev.slipway.provide.Secrets;

/** What was made from a secret is secret: every leaf rests encrypted, only the shape can be seen. */
public final class SealedOutputs {
    public static Fields leaves(Fields outputs, Secrets secrets) {
        return (Fields) conceal(outputs, secrets);
    }

    private static Value conceal(Value value, Secrets secrets) {
        if (value instanceof Fields || value instanceof ListValue) {
            return value.mapped(part -> conceal(part, secrets));
        } else if (value.isSecret() || value == Missing.ABSENT) {
            return value;
        }
        return secrets.conceal(value.toString());
    }

    private SealedOutputs() {}
}

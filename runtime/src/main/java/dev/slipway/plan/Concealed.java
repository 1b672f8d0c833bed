package dev.slipway.plan;

import dev.slipway.model.Absent;
import dev.slipway.model.Fields;
import dev.slipway.model.Items;
import dev.slipway.model.Secret;
import dev.slipway.model.Value;
import dev.slipway.provide.Secrets;
import java.util.TreeMap;

/** What was made from a secret is secret: every leaf rests encrypted, only the shape can be seen. */
public final class Concealed {
    public static Fields leaves(Fields outputs, Secrets secrets) {
        return (Fields) conceal(outputs, secrets);
    }

    private static Value conceal(Value value, Secrets secrets) {
        if (value instanceof Fields fields) {
            var entries = new TreeMap<String, Value>();
            for (int i = 0; i < fields.size(); i++) {
                entries.put(fields.name(i), conceal(fields.value(i), secrets));
            }
            return new Fields(entries);
        } else if (value instanceof Items items) {
            return new Items(
                    items.values().stream().map(item -> conceal(item, secrets)).toList());
        } else if (value instanceof Secret || value == Absent.ABSENT) {
            return value;
        }
        return secrets.conceal(value.toString());
    }

    private Concealed() {}
}

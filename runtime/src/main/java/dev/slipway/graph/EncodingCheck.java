package dev.slipway.graph;

import dev.slipway.model.Fields;
import dev.slipway.model.FileContent;
import dev.slipway.model.ListValue;
import dev.slipway.model.LoneSurrogates;
import dev.slipway.model.Origin;
import dev.slipway.model.Printable;
import dev.slipway.model.Problems;
import dev.slipway.model.Secret;
import dev.slipway.model.StringValue;
import dev.slipway.model.Value;

/** Whether every text can be written to a file and read again as it was. */
record EncodingCheck(Problems problems) {
    void check(Nodes nodes) {
        for (int node = 0; node < nodes.size(); node++) {
            Fields inputs = nodes.task(node).inputs();
            for (int i = 0; i < inputs.size(); i++) {
                if (LoneSurrogates.in(inputs.name(i)) || isTorn(inputs.value(i), 1)) {
                    report("the input '" + inputs.name(i) + "' of " + nodes.title(node), nodes.origin(node));
                }
            }
        }
    }

    void check(String output, Value value, Origin origin) {
        if (LoneSurrogates.in(output) || isTorn(value, 1)) {
            report("the output '" + output + "'", origin);
        }
    }

    private void report(String what, Origin origin) {
        problems.add(
                Printable.line(what) + " holds half of a character",
                origin,
                "a text was cut between the two halves of a character, and could not be read again as it was written",
                "cut the text elsewhere, or leave that character out");
    }

    /** What is nested deeper than can be read again is told by others. */
    private static boolean isTorn(Value value, int depth) {
        if (depth > References.DEEPEST) {
            return false;
        } else if (value instanceof StringValue text) {
            return LoneSurrogates.in(text.text());
        } else if (value instanceof FileContent content) {
            return LoneSurrogates.in(content.path());
        } else if (value instanceof Secret secret) {
            return LoneSurrogates.in(secret.source());
        } else if (value instanceof Fields fields) {
            for (int i = 0; i < fields.size(); i++) {
                if (LoneSurrogates.in(fields.name(i)) || isTorn(fields.value(i), depth + 1)) {
                    return true;
                }
            }
        } else if (value instanceof ListValue items) {
            for (Value item : items.values()) {
                if (isTorn(item, depth + 1)) {
                    return true;
                }
            }
        }
        return false;
    }
}

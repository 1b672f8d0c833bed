package dev.slipway.cli;

import dev.slipway.model.Fields;
import dev.slipway.model.Printable;
import dev.slipway.model.Unknown;
import dev.slipway.model.Value;

/** What a script gives out. */
final class Outputs {
    private Outputs() {}

    static void print(Console console, Fields outputs) {
        if (outputs.size() == 0) {
            return;
        }
        int width = outputs.names().stream().mapToInt(DisplayWidth::of).max().orElse(0);
        for (String name : outputs.names()) {
            console.say(DisplayWidth.padded(Printable.line(name), width) + " = " + shown(outputs.get(name)));
        }
    }

    static String shown(Value value) {
        return value instanceof Unknown ? "(not known yet)" : Printable.text(value.toString());
    }
}

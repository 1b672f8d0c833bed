package dev.slipway.cli;

import dev.slipway.model.Absent;
import dev.slipway.model.Fields;
import dev.slipway.model.Refused;
import dev.slipway.model.Value;
import java.util.List;

/** Prints what a script gives out. */
final class OutputVerb implements Verb {
    private static final Flag JSON = Flag.toggle("--json", "Prints JSON.");

    @Override
    public Usage usage() {
        return Usage.ofScript(
                        "output",
                        "Prints what the script gives out, or one of it and nothing else.",
                        List.of(List.of(JSON), PlanArgs.FLAGS))
                .taking("[NAME]", 0, 1);
    }

    @Override
    public int run(Typed typed, Desk.Host host) {
        PlanArgs planArgs = PlanArgs.of(typed);
        boolean json = typed.has(JSON);
        try (Desk desk = Desk.open(host, ScriptArgs.of(typed))) {
            Fields outputs = desk.plan(planArgs.options(desk::keys)).outputs();
            if (typed.operands().isEmpty()) {
                all(desk.console(), outputs, json);
            } else {
                one(desk.console(), outputs, typed.operands().get(0), json);
            }
            return Exit.DONE;
        }
    }

    private static void all(Console console, Fields outputs, boolean json) {
        if (json) {
            console.say(Json.of(outputs));
        } else {
            Outputs.print(console, outputs);
        }
    }

    private static void one(Console console, Fields outputs, String asked, boolean json) {
        Value value = outputs.get(asked);
        if (value == Absent.ABSENT) {
            throw Stopped.usage(
                    "there is no output '" + asked + "'",
                    "the script gives out " + outputs.names(),
                    "name one of these");
        }
        if (!value.isKnown()) {
            throw new Stopped(
                    Exit.PENDING,
                    new Refused(
                            "the output '" + asked + "' is not known yet",
                            "something that it is made from is still to be done",
                            "do it first: slipway FILE up"));
        }
        console.say(json ? Json.of(value) : Outputs.shown(value));
    }
}

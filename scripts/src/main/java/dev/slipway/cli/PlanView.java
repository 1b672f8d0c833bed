package dev.slipway.cli;

import dev.slipway.plan.Detail;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlanText;

/** A plan before the eyes of whoever asked. */
record PlanView(Console console, boolean all, boolean json, boolean rehearsal) {
    PlanView(Console console, boolean all, boolean json) {
        this(console, all, json, LabArgs.rehearses(console.environment()));
    }

    void show(Plan plan) {
        if (json) {
            console.say(PlanJson.of(plan));
            return;
        }
        if (rehearsal) {
            console.say("Rehearsal: this is about the lab. The world is neither asked nor touched.");
        }
        PlanText text = PlanText.of(plan, all ? Detail.ALL : new Detail(console.columns(), false));
        var paint = new Paint(console.colours());
        text.lines().forEach(line -> console.say(paint.planLine(line)));
    }
}

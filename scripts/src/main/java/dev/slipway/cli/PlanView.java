package dev.slipway.cli;

import dev.slipway.model.Event;
import dev.slipway.plan.Detail;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlanText;
import dev.slipway.provide.Schema;
import java.util.Optional;
import java.util.function.Function;

/**
 * A plan before the eyes of whoever asked.
 *
 * @param environment that it is for; empty for a script without environments
 * @param shapes what each kind declares of its fields
 */
record PlanView(
        Console console,
        boolean all,
        boolean json,
        boolean rehearsal,
        String environment,
        Function<? super String, Schema> shapes) {
    private static final String PART = "Not all of the plan is shown: --all shows every step and every field.";

    PlanView(Console console, boolean all, boolean json, String environment, Function<? super String, Schema> shapes) {
        this(console, all, json, LabArgs.rehearses(console.environment()), environment, shapes);
    }

    void show(Plan plan) {
        show(plan, Optional.empty());
    }

    /** The same of a plan that was made while another run was at work. */
    void show(Plan plan, Optional<Event.Busy> busy) {
        if (json) {
            console.say(PlanJson.of(plan, environment, busy));
            return;
        }
        if (!environment.isEmpty()) {
            boolean fresh = plan.sequence() == 0;
            console.say("Environment: " + environment + (fresh ? " (new: no state is recorded for it)" : ""));
        }
        if (rehearsal) {
            console.say("Rehearsal: this plan is for the lab. Real systems are neither read nor changed.");
        }
        PlanText whole = PlanText.of(plan, Detail.ALL.shaped(shapes));
        PlanText text = all ? whole : PlanText.of(plan, new Detail(console.columns(), false).shaped(shapes));
        var paint = new Ansi(console.colours());
        text.lines().forEach(line -> console.say(paint.planLine(line)));
        if (!text.equals(whole)) {
            console.say(PART);
        }
    }
}

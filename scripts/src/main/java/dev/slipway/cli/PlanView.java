package dev.slipway.cli;

import dev.slipway.model.Event;
import dev.slipway.plan.Detail;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlanText;
import dev.slipway.provide.Schema;
import java.util.ArrayList;
import java.util.List;
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
        boolean offline,
        String environment,
        Function<? super String, Schema> shapes) {
    private static final String PART = "Not all of the plan is shown: --all shows every step and every field.";

    PlanView(Console console, boolean all, boolean json, String environment, Function<? super String, Schema> shapes) {
        this(console, all, json, LabArgs.rehearses(console.environment()), false, environment, shapes);
    }

    /** The same of a plan for which no system was read. */
    PlanView offline(boolean on) {
        return new PlanView(console, all, json, rehearsal, on, environment, shapes);
    }

    void show(Plan plan) {
        show(plan, Optional.empty());
    }

    /** The same of a plan that was made while another run was at work. */
    void show(Plan plan, Optional<Event.Busy> busy) {
        if (json) {
            console.say(PlanJson.of(plan, environment, busy, offline));
            return;
        }
        notes(plan).forEach(console::say);
        PlanText whole = PlanText.of(plan, Detail.ALL.shaped(shapes));
        PlanText text = all ? whole : PlanText.of(plan, new Detail(console.columns(), false).shaped(shapes));
        var paint = new Ansi(console.colours());
        text.lines().forEach(line -> console.say(paint.planLine(line)));
        PlanTimes.line(plan).ifPresent(console::say);
        if (!text.equals(whole)) {
            console.say(PART);
        }
    }

    /** The same as Markdown, with every step and field. */
    void markdown(Plan plan) {
        PlanText text = PlanText.of(plan, Detail.ALL.shaped(shapes));
        List<String> notes = notes(plan);
        PlanTimes.line(plan).ifPresent(notes::add);
        console.out().print(PlanMarkdown.of(text, notes));
    }

    private List<String> notes(Plan plan) {
        var notes = new ArrayList<String>();
        if (!environment.isEmpty()) {
            boolean fresh = plan.sequence() == 0;
            notes.add("Environment: " + environment + (fresh ? " (new: no state is recorded for it)" : ""));
        }
        if (rehearsal) {
            notes.add("Rehearsal: this plan is for the lab. Real systems are neither read nor changed.");
        }
        if (offline) {
            notes.add(
                    "Offline: this plan is made from recorded state. No system was read, so changes made outside Slipway"
                            + " are not in it.");
        }
        return notes;
    }
}

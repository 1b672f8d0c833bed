package dev.slipway.cli;

import dev.slipway.model.TaskKey;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Why;
import java.util.List;

/** Explains a step of the plan. */
final class WhyVerb implements Verb {
    private static final Flag NOT = Flag.toggle("--not", "Why nothing, or nothing more, is to be done.");

    @Override
    public Usage usage() {
        return Usage.ofScript(
                        "why",
                        "Explains why something is, or is not, to be done about a task.",
                        List.of(List.of(NOT), PlanArgs.FLAGS))
                .taking("TASK", 1, 1);
    }

    @Override
    public int run(Typed typed, Desk.Host host) {
        PlanArgs planArgs = PlanArgs.of(typed);
        try (Desk desk = Desk.open(host, ScriptArgs.of(typed))) {
            TaskKey key = desk.keys().one(typed.operands().get(0), "why");
            Plan plan = desk.plan(planArgs.options(desk::keys));
            Why why = Why.of(plan).knowing(desk.graph());
            desk.console().out().print(typed.has(NOT) ? why.whyNot(key) : why.why(key));
            return Exit.DONE;
        }
    }
}

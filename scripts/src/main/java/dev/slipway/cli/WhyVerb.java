package dev.slipway.cli;

import dev.slipway.model.TaskKey;
import dev.slipway.plan.Options;
import dev.slipway.plan.Why;
import java.util.List;
import java.util.Optional;

/** Explains a step of the plan. */
final class WhyVerb implements Verb {
    private static final Flag NOT = Flag.toggle("--not", "Explains why nothing, or nothing more, is planned.");

    @Override
    public VerbSpec usage() {
        return VerbSpec.ofScript(
                        "why",
                        "Explains why a task is or is not changed.",
                        List.of(List.of(NOT, FromSaved.SAVED, PlanArgs.OFFLINE), PlanArgs.FLAGS))
                .taking("TASK", 1, 1);
    }

    @Override
    public int run(ParsedArgs typed, VerbContext.Host host) {
        Optional<SavedPlan> saved = FromSaved.of(typed, NOT);
        if (saved.isPresent()) {
            tell(typed, saved.get().keys(host), saved.get().why(), host.console());
            saved.get().limits().forEach(host.console()::say);
            return Exit.DONE;
        }
        PlanArgs planArgs = PlanArgs.of(typed);
        try (VerbContext desk = VerbContext.open(host, ScriptArgs.of(typed))) {
            TaskNames keys = desk.keys();
            keys.one(typed.operands().get(0), "why");
            Options options = planArgs.options(() -> keys).offline(typed.has(PlanArgs.OFFLINE));
            tell(typed, keys, Why.of(desk.plan(options)).knowing(desk.graph()), host.console());
            return Exit.DONE;
        }
    }

    private static void tell(ParsedArgs typed, TaskNames keys, Why why, Console console) {
        TaskKey key = keys.one(typed.operands().get(0), "why");
        console.out().print(typed.has(NOT) ? why.whyNot(key) : why.why(key));
    }
}

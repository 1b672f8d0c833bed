package dev.slipway.cli;

import dev.slipway.model.Fields;
import dev.slipway.plan.Change;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Step;
import dev.slipway.provide.LookDepth;
import java.util.List;

/** Reports what was changed outside Slipway. */
final class DriftVerb implements Verb {
    private static final Flag DEEP =
            Flag.toggle("--deep", "Also tries what can be tried: connects, resolves, logs in.");
    private static final Flag JSON = Flag.toggle("--json", "Prints the drift as JSON.");

    @Override
    public VerbSpec usage() {
        return VerbSpec.ofScript(
                "drift",
                "Shows changes made outside Slipway; exits with 2 if there are any, with 1 if not everything could be read.",
                List.of(List.of(DEEP, JSON), PlanArgs.FLAGS));
    }

    @Override
    public int run(ParsedArgs typed, VerbContext.Host host) {
        PlanArgs planArgs = PlanArgs.of(typed);
        try (VerbContext desk = VerbContext.planning(host, ScriptArgs.of(typed))) {
            Plan plan = desk.plan(planArgs.options(desk::keys).look(typed.has(DEEP) ? LookDepth.DEEP : LookDepth.FULL));
            List<Step> steps = plan.steps().stream().filter(DriftVerb::isShown).toList();
            var only = new Plan(
                    plan.lineage(),
                    plan.sequence(),
                    steps,
                    steps.stream().map(step -> new int[0]).toList(),
                    plan.pools(),
                    Fields.NONE,
                    Fields.NONE);
            if (steps.isEmpty() && !typed.has(JSON)) {
                desk.console().say("No drift detected.");
            } else {
                new PlanView(desk.console(), true, typed.has(JSON), desk.environment(), desk::shape)
                        .show(only, desk.busy());
            }
            if (!plan.unread().isEmpty()) {
                return Exit.FAILED;
            }
            return steps.stream().noneMatch(DriftVerb::drifted) ? Exit.DONE : Exit.PENDING;
        }
    }

    /** What drifted, and what may have. */
    private static boolean isShown(Step step) {
        return step.isUnread() || step.isUnsettled() || drifted(step);
    }

    private static boolean drifted(Step step) {
        return switch (step.cause()) {
            case DRIFTED, VANISHED, OUTPUT_LOST -> true;
            default -> step.changes().stream().anyMatch(Change::drift);
        };
    }
}

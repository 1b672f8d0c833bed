package dev.slipway.cli;

import dev.slipway.plan.Options;
import java.util.List;

/** Makes the world as the script says. */
final class UpVerb implements Verb {
    @Override
    public Usage usage() {
        return Usage.ofScript(
                "up",
                "Makes everything as the script says: shows the plan, asks, and does it.",
                List.of(UpArgs.FLAGS, PlanArgs.FLAGS));
    }

    @Override
    public int run(Typed typed, Desk.Host host) {
        PlanArgs planArgs = PlanArgs.of(typed);
        var run = new Run(host.console(), UpArgs.of(typed));
        try (Desk desk = Desk.open(host, ScriptArgs.of(typed))) {
            Options options = planArgs.options(desk::keys);
            return run.up(desk, options, "up");
        }
    }
}

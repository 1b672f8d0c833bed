package dev.slipway.cli;

import dev.slipway.plan.Options;
import java.util.List;

/** Deletes what is recorded. What is protected stays, and is no failure: the exit code is the same. */
final class DownVerb implements Verb {
    @Override
    public VerbSpec usage() {
        return VerbSpec.ofScript(
                "down",
                "Destroys what the script created, in reverse order, and lists what stays because it is protected.",
                List.of(UpArgs.FLAGS, PlanArgs.FLAGS));
    }

    @Override
    public int run(ParsedArgs typed, VerbContext.Host host) {
        PlanArgs planArgs = PlanArgs.of(typed);
        var run = new Run(host.console(), UpArgs.of(typed));
        try (VerbContext desk = VerbContext.open(host, ScriptArgs.of(typed))) {
            Options options = planArgs.options(desk::recordedKeys).teardown(true);
            return run.up(desk, options, "down");
        }
    }
}

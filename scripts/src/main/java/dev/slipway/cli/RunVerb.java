package dev.slipway.cli;

import dev.slipway.plan.Options;
import java.util.List;

/** Does single tasks, without asking. */
final class RunVerb implements Verb {
    private static final Flag JSON = Flag.toggle("--json", "Prints events as JSON, one per line.");

    @Override
    public VerbSpec usage() {
        return VerbSpec.ofScript(
                        "run",
                        "Runs these tasks and what they need, without confirmation.",
                        List.of(List.of(JSON, PlanArgs.PARALLELISM, LabArgs.LAB), CacheArgs.FLAGS, VaultArgs.FLAGS))
                .taking("TASK...", 1, Integer.MAX_VALUE);
    }

    @Override
    public int run(ParsedArgs typed, VerbContext.Host host) {
        int parallelism = typed.number(PlanArgs.PARALLELISM, Options.NORMAL.parallelism());
        var run = new Run(host.console(), new UpArgs(true, typed.has(JSON), false));
        try (VerbContext desk = VerbContext.open(host, ScriptArgs.of(typed))) {
            Options options =
                    Options.NORMAL.parallelism(parallelism).targets(desk.keys().all(typed.operands(), "run"));
            return run.up(desk, options, "run");
        }
    }
}

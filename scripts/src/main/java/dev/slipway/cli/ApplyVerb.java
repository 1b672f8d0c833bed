package dev.slipway.cli;

import dev.slipway.plan.Options;
import java.nio.file.Path;
import java.util.ArrayList;

/** Does what a saved plan says, and nothing else. */
final class ApplyVerb implements Verb {
    @Override
    public VerbSpec usage() {
        var flags = new ArrayList<>(UpArgs.FLAGS);
        flags.add(PlanArgs.PARALLELISM);
        flags.add(LabArgs.LAB);
        flags.addAll(CacheArgs.FLAGS);
        flags.addAll(VaultArgs.FLAGS);
        return VerbSpec.of("apply", "Applies a saved plan and nothing else; its script is not needed.", flags)
                .taking("PLANFILE", 1, 1);
    }

    @Override
    public int run(ParsedArgs typed, VerbContext.Host host) {
        int parallelism = typed.number(PlanArgs.PARALLELISM, Options.NORMAL.parallelism());
        Path planFile = Path.of(typed.operands().get(0));
        SavedPlan saved = ExitException.with(Exit.USAGE, () -> SavedPlan.load(planFile));
        var run = new Run(host.console(), UpArgs.of(typed));
        return saved.apply(host, run, parallelism);
    }
}

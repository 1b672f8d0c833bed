package dev.slipway.cli;

import dev.slipway.plan.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What part of the plan, and how. */
record PlanArgs(
        List<String> targets, List<String> excludes, List<String> replace, List<String> release, int parallelism) {
    private static final Flag TARGET = Flag.many(
            "--target", "TASK", "Limits the run to this task and what it needs; also vm/*, or site() for a function.");
    private static final Flag EXCLUDE =
            Flag.many("--exclude", "TASK", "Excludes this task and what needs it; also a pattern or a function.");
    private static final Flag REPLACE =
            Flag.many("--replace", "TASK", "Replaces this resource; also a pattern or a function.");
    private static final Flag RELEASE =
            Flag.many("--release", "TASK", "Allows this run to delete or replace it although it is protected.");

    static final Flag OFFLINE = Flag.toggle("--offline", "Plans from recorded state alone; reads no system.");
    static final Flag PARALLELISM = Flag.one("--parallelism", "N", "Maximum concurrent operations (default: 64).");
    static final List<Flag> FLAGS = flags();

    private static List<Flag> flags() {
        var flags = new ArrayList<>(List.of(TARGET, EXCLUDE, REPLACE, RELEASE, PARALLELISM, LabArgs.LAB));
        flags.addAll(VaultArgs.FLAGS);
        return flags;
    }

    static PlanArgs of(ParsedArgs typed) {
        return new PlanArgs(
                typed.all(TARGET),
                typed.all(EXCLUDE),
                typed.all(REPLACE),
                typed.all(RELEASE),
                typed.number(PARALLELISM, Options.NORMAL.parallelism()));
    }

    /** The options for the engine; the names of tasks are looked up only if there are any. */
    Options options(Supplier<TaskNames> keys) {
        Options options = Options.NORMAL.parallelism(parallelism);
        if (targets.isEmpty() && excludes.isEmpty() && replace.isEmpty() && release.isEmpty()) {
            return options;
        }
        TaskNames known = keys.get();
        var chosen = known.all(targets, "--target");
        var leftOut = known.all(excludes, "--exclude");
        chosen.stream().filter(leftOut::contains).findFirst().ifPresent(both -> {
            throw ExitException.usage(
                    both + " is both chosen and excluded",
                    "--target and --exclude name it, and nothing would be done about it",
                    "leave out one of them");
        });
        return options.targets(chosen)
                .excludes(leftOut)
                .replace(known.each(replace, "--replace"))
                .release(known.all(release, "--release"));
    }
}

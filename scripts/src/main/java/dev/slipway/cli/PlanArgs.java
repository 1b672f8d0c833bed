package dev.slipway.cli;

import dev.slipway.plan.Options;
import java.util.List;
import java.util.function.Supplier;

/** What part of the plan, and how. */
final class PlanArgs {
    static final Flag PARALLELISM = Flag.one("--parallelism", "N", "How much at once; 64 without it.");
    static final List<Flag> FLAGS = flags();

    private static final Flag TARGET = FLAGS.get(0);
    private static final Flag EXCLUDE = FLAGS.get(1);
    private static final Flag REPLACE = FLAGS.get(2);
    private static final Flag RELEASE = FLAGS.get(3);

    private PlanArgs() {}

    private static List<Flag> flags() {
        return List.of(
                Flag.many("--target", "TASK", "Only this task and what it needs."),
                Flag.many("--exclude", "TASK", "Not this task, nor what needs it."),
                Flag.many("--replace", "TASK", "Replaces this object."),
                Flag.many("--release", "TASK", "Lets this protected object go."),
                PARALLELISM);
    }

    /** The options for the engine; the names of tasks are looked up only if there are any. */
    static Options options(Typed typed, Supplier<Keys> keys) {
        Options options = Options.NORMAL.parallelism(typed.number(PARALLELISM, Options.NORMAL.parallelism()));
        if (!typed.has(TARGET) && !typed.has(EXCLUDE) && !typed.has(REPLACE) && !typed.has(RELEASE)) {
            return options;
        }
        Keys known = keys.get();
        return options.targets(known.all(typed.all(TARGET), "--target"))
                .excludes(known.all(typed.all(EXCLUDE), "--exclude"))
                .replace(known.all(typed.all(REPLACE), "--replace"))
                .release(known.all(typed.all(RELEASE), "--release"));
    }
}

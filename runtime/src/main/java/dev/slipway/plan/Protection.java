package dev.slipway.plan;

import dev.slipway.model.Origin;
import dev.slipway.model.Problems;
import dev.slipway.store.Recorded;
import java.util.List;

/** Refuses to lose what is protected, unless it is released for this once. What a run leaves out, it does not lose. */
final class Protection {
    private Protection() {}

    static void check(List<Step> steps, Options options, Problems problems) {
        for (Step step : steps) {
            boolean replaced = step.action() == Action.REPLACE;
            boolean deleted = step.action() == Action.DELETE && step.leftover().isEmpty();
            if (replaced || deleted) {
                step.before().ifPresent(was -> guard(step, was, replaced, options, problems));
            }
        }
    }

    private static void guard(Step step, Recorded was, boolean replaced, Options options, Problems problems) {
        boolean declared = replaced && step.task().rules().protect();
        boolean released =
                options.release().contains(was.key()) || options.release().contains(step.key());
        if ((was.protect() || declared) && !released) {
            problems.add(
                    was.key() + " would be " + (replaced ? "replaced" : "deleted") + ", but it is protected",
                    step.origin().equals(Origin.NONE) ? was.origin() : step.origin(),
                    declared
                            ? "its declaration protects it"
                            : "it was protected when it was last applied; deleting its line does not undo that",
                    "keep it; or declare it unprotected and apply; or let it go this once with --release " + was.key());
        }
    }
}

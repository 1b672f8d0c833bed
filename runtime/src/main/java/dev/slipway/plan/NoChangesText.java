package dev.slipway.plan;

import dev.slipway.model.Numbers;
import dev.slipway.model.Pure;
import dev.slipway.store.TaskRecord;
import java.util.ArrayList;
import java.util.List;

/** What was found to be as declared, when there is nothing else to say. */
final class NoChangesText {
    private NoChangesText() {}

    static String in(Plan plan) {
        int objects = 0;
        int computations = 0;
        int observations = 0;
        for (Step step : plan.steps()) {
            if (step.before().map(TaskRecord::isEffect).orElse(false)) {
                objects++;
            } else if (!(step.task() instanceof Pure)) {
                observations++;
            } else if (!StepText.isCollecting(step)) {
                computations++;
            }
        }
        var checked = new ArrayList<String>();
        add(checked, objects, "object");
        add(checked, computations, "computation");
        add(checked, observations, "observation");
        return "No changes" + (checked.isEmpty() ? "." : ": checked " + String.join(", ", checked) + ".");
    }

    private static void add(List<String> parts, int count, String one) {
        if (count > 0) {
            parts.add(Numbers.of(count, one));
        }
    }
}

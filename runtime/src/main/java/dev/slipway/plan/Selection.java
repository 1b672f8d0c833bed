package dev.slipway.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * Leaves steps out. Targets take along everything that they need; an exclusion takes along everything that needs it. So
 * what remains never rests on what was left out, and what was left out stays visible.
 */
final class Selection {
    private final List<Step> steps;
    private final List<int[]> needs;
    private final Options options;

    Selection(List<Step> steps, List<int[]> needs, Options options) {
        this.steps = steps;
        this.needs = needs;
        this.options = options;
    }

    List<Step> apply() {
        if (options.targets().isEmpty() && options.excludes().isEmpty()) {
            return steps;
        }
        boolean[] in = targeted();
        leaveOut(in);
        var selected = new ArrayList<Step>(steps.size());
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            boolean nothingToDo = step.action() == Action.SKIP;
            selected.add(in[i] || nothingToDo ? step : step.leftOut());
        }
        return selected;
    }

    /** Edges point backwards, so one pass from the end finds everything that targets need. */
    private boolean[] targeted() {
        var in = new boolean[steps.size()];
        for (int i = steps.size() - 1; i >= 0; i--) {
            in[i] |= options.targets().isEmpty()
                    || options.targets().contains(steps.get(i).key());
            for (int need : needs.get(i)) {
                in[need] |= in[i];
            }
        }
        return in;
    }

    private void leaveOut(boolean[] in) {
        for (int i = 0; i < in.length; i++) {
            in[i] &= !options.excludes().contains(steps.get(i).key());
            for (int need : needs.get(i)) {
                in[i] &= in[need] || steps.get(need).action() == Action.SKIP;
            }
        }
    }
}

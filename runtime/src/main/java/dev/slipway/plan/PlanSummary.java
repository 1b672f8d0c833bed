package dev.slipway.plan;

import dev.slipway.model.Effect;
import dev.slipway.model.Numbers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;

/** How many steps of which sort, in one line. */
final class PlanSummary {
    private final EnumMap<Action, Integer> sure = new EnumMap<>(Action.class);
    private int perhapsReplaced;
    private int checked;
    private int leftOut;
    private int unread;
    private int kept;
    private int underWay;
    private int interrupted;
    private final int outputs;

    PlanSummary(Plan plan) {
        outputs = (int) plan.outputChanges().stream().filter(Change::isSure).count();
        for (Step step : plan.steps()) {
            if (step.isUnread()) {
                unread++;
            } else if (step.isUnsettled()) {
                underWay += step.cause() == Cause.UNDER_WAY ? 1 : 0;
                interrupted += step.cause() == Cause.INTERRUPTED ? 1 : 0;
            } else if (step.isKept()) {
                kept += step.task() instanceof Effect ? 1 : 0;
            } else if (step.heldBack().isPresent()) {
                leftOut++;
            } else if (step.sure() && !StepText.isCollecting(step)) {
                sure.merge(step.action(), 1, Integer::sum);
            } else if (step.action() == Action.REPLACE) {
                perhapsReplaced++;
            } else if (!step.sure()) {
                checked++;
            }
        }
    }

    int of(Action action) {
        return sure.getOrDefault(action, 0);
    }

    String summary() {
        var acting = new ArrayList<String>();
        add(acting, of(Action.CREATE), "to create");
        add(acting, of(Action.ADOPT), "to adopt");
        add(acting, of(Action.UPDATE), "to change");
        add(acting, of(Action.REPLACE), "to replace");
        add(acting, perhapsReplaced, "perhaps to replace");
        add(acting, of(Action.DELETE), "to delete");
        add(acting, of(Action.RUN), "to compute");
        add(acting, of(Action.READ), "to read");
        add(acting, checked, "to check");
        add(acting, of(Action.NOTE), "state-only");
        add(acting, of(Action.FORGET), "to drop from state");
        add(acting, outputs, outputs == 1 ? "output to change" : "outputs to change");
        var standing = new ArrayList<String>();
        add(standing, of(Action.SKIP), "unchanged");
        add(standing, of(Action.DEFER), "deferred");
        add(standing, acting.isEmpty() ? 0 : unread, "could not be read");
        add(standing, underWay, "being applied");
        add(standing, interrupted, "interrupted");
        add(standing, of(Action.HOLD), "undecided");
        add(standing, leftOut, "excluded");
        add(standing, kept, "kept");
        String nothing = unread > 0
                ? "incomplete, " + Numbers.of(unread) + " could not be read"
                : underWay + interrupted > 0 ? "incomplete" : "nothing to do";
        String first = acting.isEmpty() ? nothing : String.join(", ", acting);
        return "Plan: " + first + (standing.isEmpty() ? "" : "; " + String.join(", ", standing));
    }

    private static void add(List<String> parts, int count, String what) {
        if (count > 0) {
            parts.add(Numbers.of(count) + " " + what);
        }
    }
}

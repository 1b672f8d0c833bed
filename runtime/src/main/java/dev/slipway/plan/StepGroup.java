package dev.slipway.plan;

import dev.slipway.model.Numbers;
import dev.slipway.model.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Many alike steps, of which the first few stand for all: the same kind, the same action, for the same reason, and new
 * objects only of the same line. A step that changes what there is, or that may destroy something, never drowns in one.
 */
final class StepGroup {
    private static final int SHOWN = 2;
    private static final int FEW = 5;

    private record Sort(
            Action action, Cause cause, boolean sure, String kind, Action heldBack, String note, Origin line) {}

    private StepGroup() {}

    static List<Row> rows(List<Step> steps, Detail detail, Function<Step, Row> row) {
        var crowds = new LinkedHashMap<Object, List<Step>>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            Object sort = detail.all() || isLoud(step) ? Integer.valueOf(i) : sort(step);
            crowds.computeIfAbsent(sort, s -> new ArrayList<>()).add(step);
        }
        var rows = new ArrayList<Row>();
        for (Map.Entry<Object, List<Step>> crowd : crowds.entrySet()) {
            List<Step> all = crowd.getValue();
            int shown = all.size() <= FEW ? all.size() : SHOWN;
            all.subList(0, shown).forEach(step -> rows.add(row.apply(step)));
            if (shown < all.size()) {
                rows.add(more(all.subList(shown, all.size())));
            }
        }
        return rows;
    }

    /** Whether a step is always shown by itself. */
    static boolean isLoud(Step step) {
        Action action = step.heldBack().orElse(step.action());
        boolean destroys = action == Action.REPLACE || action == Action.DELETE;
        return destroys || (step.sure() && step.action().changesWorld() && !isNew(step));
    }

    private static boolean isNew(Step step) {
        return step.action() == Action.CREATE && step.cause() == Cause.NEW;
    }

    private static Sort sort(Step step) {
        return new Sort(
                step.action(),
                step.cause(),
                step.sure(),
                step.key().kind(),
                step.heldBack().orElse(step.action()),
                step.action() == Action.HOLD ? step.note() : "",
                isNew(step) ? step.origin() : Origin.NONE);
    }

    private static Row more(List<Step> rest) {
        Step first = rest.get(0);
        Step last = rest.get(rest.size() - 1);
        String many = "and " + Numbers.of(rest.size()) + " more " + first.key().kind() + "/…";
        String says = purpose(first) + "first " + first.key() + ", last " + last.key();
        return new Row('…', many, says, Origin.NONE, List.of(), List.of());
    }

    private static String purpose(Step step) {
        return (step.sure() ? StepText.word(step.heldBack().orElse(step.action())) : "to check") + ", ";
    }
}

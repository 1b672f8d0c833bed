package dev.slipway.plan;

import dev.slipway.model.Numbers;
import dev.slipway.model.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The steps of each component below a row that names the call: a component is a function of a script, and every call of it
 * at one line makes one group. Of a large group only those steps are shown that change or destroy what there is.
 */
final class ComponentRows {
    private static final int MANY = 10;

    private final Detail detail;
    private final Function<Step, Row> row;

    ComponentRows(Detail detail, Function<Step, Row> row) {
        this.detail = detail;
        this.row = row;
    }

    /** What the script declares itself comes first, and then each component. */
    List<Row> of(List<Step> steps) {
        var calls = new LinkedHashMap<String, List<Step>>();
        calls.put("", new ArrayList<>());
        for (Step step : steps) {
            calls.computeIfAbsent(step.origin().outermostCall(), call -> new ArrayList<>())
                    .add(step);
        }
        var rows = new ArrayList<Row>();
        for (Map.Entry<String, List<Step>> call : calls.entrySet()) {
            if (call.getKey().isEmpty() || call.getValue().size() == 1) {
                rows.addAll(StepGroup.rows(call.getValue(), detail, row));
            } else {
                group(call.getKey(), call.getValue(), rows);
            }
        }
        return rows;
    }

    private void group(String call, List<Step> steps, List<Row> rows) {
        Origin first = steps.get(0).origin();
        Origin caller = Origin.caller(call);
        boolean folded = !detail.all() && steps.size() > MANY;
        var shown = folded ? steps.stream().filter(StepGroup::isLoud).toList() : steps;
        String fold = folded && shown.size() < steps.size() ? "; --all shows them" : "";
        rows.add(new Row(sign(steps), first.functions().get(0), tally(steps) + fold, caller, List.of(), List.of()));
        StepGroup.rows(shown, detail, row).forEach(one -> rows.add(one.within(call)));
    }

    private static char sign(List<Step> steps) {
        List<Character> signs = steps.stream()
                .map(step -> step.heldBack().orElse(step.action()).sign())
                .distinct()
                .toList();
        return signs.size() == 1 ? signs.get(0) : '~';
    }

    private static String tally(List<Step> steps) {
        var counts = new LinkedHashMap<String, Integer>();
        steps.forEach(step -> counts.merge(StepText.word(step.heldBack().orElse(step.action())), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(one -> Numbers.of(one.getValue()) + " " + one.getKey())
                .collect(Collectors.joining(", ", Numbers.of(steps.size(), "step") + ": ", ""));
    }
}

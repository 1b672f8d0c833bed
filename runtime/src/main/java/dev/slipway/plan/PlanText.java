package dev.slipway.plan;

import dev.slipway.model.Pure;
import dev.slipway.model.TaskKey;
import dev.slipway.store.Recorded;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A plan as the operator reads it before agreeing: as values, for whoever has colours or a page, and as plain lines.
 *
 * <p>What the world did behind our back stands apart from what the declaration asks for, and what is not decided or left
 * out stands apart from what is done. No secret is shown, and no step that surely changes the world is left unsaid.
 */
public record PlanText(List<Section> sections, String summary) {
    public PlanText {
        sections = List.copyOf(sections);
    }

    public static PlanText of(Plan plan) {
        return of(plan, Detail.NORMAL);
    }

    public static PlanText of(Plan plan, Detail detail) {
        var tally = new Tally(plan);
        var rows = new StepRows(detail);
        var sections = new ArrayList<Section>();
        add(sections, "Drift: somebody changed this behind our back", rows.drift(plan));
        add(sections, "To be done", rows.done(plan));
        add(sections, "To be decided once other things are done", rows.of(plan, Action.DEFER));
        add(sections, "Not decided, and therefore not done", rows.of(plan, Action.HOLD));
        add(sections, "Left out although something is to be done", rows.leftOut(plan));
        return new PlanText(sections, sections.isEmpty() ? nothing(plan) : tally.summary());
    }

    private static void add(List<Section> sections, String title, List<Row> rows) {
        if (!rows.isEmpty()) {
            sections.add(new Section(title, rows));
        }
    }

    private static String nothing(Plan plan) {
        Set<TaskKey> objects = new HashSet<>();
        int computed = 0;
        int others = 0;
        for (Step step : plan.steps()) {
            if (step.before().map(Recorded::isEffect).orElse(false)) {
                objects.add(step.key());
            } else if (step.task() instanceof Pure && !Wording.isCollecting(step)) {
                computed++;
            } else if (!Wording.isCollecting(step)) {
                others++;
            }
        }
        var checked = new ArrayList<String>();
        count(checked, objects.size(), "object", "objects");
        count(checked, computed, "computation", "computations");
        count(checked, others, "observation", "observations");
        return "Nothing is to be done" + (checked.isEmpty() ? "." : ": checked " + String.join(", ", checked) + ".");
    }

    private static void count(List<String> parts, int count, String one, String many) {
        if (count > 0) {
            parts.add("%,d %s".formatted(count, count == 1 ? one : many));
        }
    }

    /** Plain lines, without colour; the summary is the last. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        for (Section section : sections) {
            lines.addAll(section.lines());
            lines.add("");
        }
        lines.add(summary);
        return lines;
    }

    @Override
    public String toString() {
        return String.join("\n", lines()) + "\n";
    }
}

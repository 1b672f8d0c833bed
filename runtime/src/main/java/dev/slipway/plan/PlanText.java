package dev.slipway.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * A plan as the operator reads it before agreeing: as values, for whoever has colours or a page, and as plain lines.
 *
 * <p>What was changed outside Slipway stands apart from what the declaration asks for, and what is not decided or left
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
        var rows = new StepRows(detail);
        List<Row> kept = rows.kept(plan);
        if (plan.isEmpty() && plan.outputChanges().isEmpty() && kept.isEmpty()) {
            return new PlanText(List.of(), NoChangesText.in(plan));
        }
        var tally = new PlanSummary(plan);
        var sections = new ArrayList<Section>();
        add(sections, "Drift: changed outside Slipway", rows.drift(plan));
        add(sections, "Planned changes", rows.done(plan));
        add(sections, "Deferred until other changes are applied", rows.of(plan, Action.DEFER));
        add(sections, "Skipped: could not be planned", rows.of(plan, Action.HOLD));
        add(sections, "Excluded (changes pending)", rows.leftOut(plan));
        add(sections, "Kept: protected, or needed by something protected", kept);
        add(sections, "Outputs", OutputRows.of(plan, detail));
        return new PlanText(sections, sections.isEmpty() ? NoChangesText.in(plan) : tally.summary());
    }

    private static void add(List<Section> sections, String title, List<Row> rows) {
        if (!rows.isEmpty()) {
            sections.add(new Section(title, rows));
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

package dev.slipway.plan;

import dev.slipway.model.DriftPolicy;
import dev.slipway.model.Effect;
import dev.slipway.model.Printable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** Sorts the steps of a plan into what the operator has to know apart. */
final class StepRows {
    /** New objects of one kind that are shown with all that they are given; of the others, the line says it. */
    private static final int FULLY = 5;

    private final Detail detail;
    private final Map<String, Integer> created = new HashMap<>();

    StepRows(Detail detail) {
        this.detail = detail;
    }

    List<Row> drift(Plan plan) {
        return rows(plan, StepRows::hasDrifted, this::driftRow);
    }

    List<Row> done(Plan plan) {
        boolean declared = plan.steps().stream().anyMatch(step -> isDone(step) && !isGenerated(step));
        return rows(plan, step -> isDone(step) && !(declared && isGenerated(step)), this::row);
    }

    private static boolean isDone(Step step) {
        return step.action().acts() && !isDriftAlone(step);
    }

    /** What a word added for itself goes without saying, as long as what was declared is said. */
    private boolean isGenerated(Step step) {
        return !detail.all() && detail.shapes().apply(step.key().kind()).generated();
    }

    List<Row> of(Plan plan, Action action) {
        return rows(plan, step -> step.action() == action, this::row);
    }

    List<Row> leftOut(Plan plan) {
        return rows(
                plan,
                step -> step.heldBack().isPresent() && step.heldBack().get() != Action.SKIP && !step.isKept(),
                this::row);
    }

    List<Row> kept(Plan plan) {
        return plan.steps().stream()
                .filter(step -> (step.isKept() && step.task() instanceof Effect) || step.cause() == Cause.RETAINED)
                .map(this::keptRow)
                .toList();
    }

    /** Only what is protected itself can be released; what it is built on goes along once it goes. */
    private Row keptRow(Step step) {
        boolean itself = step.cause() == Cause.PROTECTED;
        String says = (step.isKept() ? "stays: " : "") + Printable.line(step.note());
        List<String> remarks = itself ? List.of("to delete it in this run: --release " + step.key()) : List.of();
        return new Row('=', Printable.line(step.key().toString()), says, step.origin(), List.of(), remarks);
    }

    private List<Row> rows(Plan plan, Predicate<Step> which, Function<Step, Row> row) {
        return new ComponentRows(detail, row)
                .of(plan.steps().stream().filter(which).toList());
    }

    static boolean hasDrifted(Step step) {
        boolean cause = step.cause() == Cause.DRIFTED || step.cause() == Cause.VANISHED;
        return step.action().acts() && (cause || step.changes().stream().anyMatch(Change::drift));
    }

    private static boolean isDriftAlone(Step step) {
        return hasDrifted(step) && step.changes().stream().allMatch(Change::drift) && step.cause() != Cause.FORCED;
    }

    private Row row(Step step) {
        var fields = new FieldRows(step, detail);
        var rows = new ArrayList<FieldRow>();
        if (step.action() == Action.CREATE) {
            int before = created.merge(step.key().kind(), 1, Integer::sum);
            rows.addAll(detail.all() || before <= FULLY ? fields.inputs() : List.of());
        }
        step.changes().stream().filter(change -> !change.drift()).forEach(change -> rows.addAll(fields.rows(change)));
        if (step.action() == Action.NOTE) {
            IgnoredChanges.inTheDeclaration(step).stream()
                    .filter(change -> !fields.isWay(change))
                    .forEach(change -> rows.add(fields.of(change).remarking(List.of(fields.unacted(change)))));
        }
        var remarks = new ArrayList<>(StepText.remarks(step));
        if (hasDrifted(step)) {
            remarks.add("it has also drifted (see above)");
        }
        return row(step, rows, remarks);
    }

    private Row driftRow(Step step) {
        var fields = new FieldRows(step, detail);
        var rows = new ArrayList<FieldRow>();
        for (Change change : step.changes()) {
            if (change.drift()) {
                for (FieldRow row : fields.rows(change)) {
                    var remarks = new ArrayList<>(row.remarks());
                    remarks.add(isRedeclared(step, change) ? "not kept" : "put back as declared");
                    rows.add(row.remarking(remarks));
                }
            }
        }
        if (step.action() == Action.NOTE) {
            IgnoredChanges.inTheWorld(step)
                    .forEach(change -> rows.add(fields.of(change).remarking(List.of(fate(step, change)))));
        }
        return isDriftAlone(step)
                ? row(step, rows, StepText.remarks(step))
                : row(step, "drifted; also changed in the script (see below)", rows, List.of());
    }

    private static boolean isRedeclared(Step step, Change drift) {
        return step.changes().stream()
                .anyMatch(change -> !change.drift() && change.path().equals(drift.path()));
    }

    private static String fate(Step step, Change change) {
        return step.task().rules().driftOf(change.path()) == DriftPolicy.IGNORE ? "ignored" : "accepted";
    }

    private static Row row(Step step, List<FieldRow> fields, List<String> remarks) {
        return row(step, StepText.says(step), fields, remarks);
    }

    private static Row row(Step step, String says, List<FieldRow> fields, List<String> remarks) {
        return new Row(sign(step), Printable.line(step.key().toString()), says, step.origin(), fields, remarks);
    }

    private static char sign(Step step) {
        return step.heldBack().orElse(step.action()).sign();
    }
}

package dev.slipway.plan;

import dev.slipway.model.Missing;
import dev.slipway.model.Observe;
import dev.slipway.model.Origin;
import dev.slipway.model.Printable;
import dev.slipway.model.TaskKey;
import dev.slipway.model.TaskOptions;
import java.util.ArrayList;
import java.util.List;

/** What a script gives out otherwise than before, as rows. */
final class OutputRows {
    private OutputRows() {}

    static List<Row> of(Plan plan, Detail detail) {
        var all = new Observe(new TaskKey("output", "all"), plan.outputs(), TaskOptions.NONE, Origin.NONE);
        var fields = new FieldRows(Step.of(all, 0, Action.SKIP, Cause.UNCHANGED), detail);
        var rows = new ArrayList<Row>();
        for (Change change : plan.outputChanges()) {
            String name = Printable.line(change.path().segments().get(0));
            rows.add(row(name, change, fields.of(change)));
        }
        return rows;
    }

    private static Row row(String name, Change change, FieldRow field) {
        boolean comes = change.before() == Missing.ABSENT;
        if (!comes && change.after() == Missing.ABSENT) {
            return new Row('-', name, "removed", Origin.NONE, List.of(), List.of());
        }
        FieldRow values = new FieldRow("", field.before(), field.after(), List.of(), field.remarks());
        String says = comes ? "= " + values : field.patch().isEmpty() ? values.toString() : "changes";
        return new Row(comes ? '+' : '~', name, says, Origin.NONE, List.of(), field.patch());
    }
}

package dev.slipway.plan;

import dev.slipway.model.Origin;
import java.util.List;

/**
 * One task as the operator reads it, or a run of alike tasks.
 *
 * @param sign what is done, as one character
 * @param key the task
 * @param says what is done and why
 * @param origin the script line
 * @param fields what changes in it
 * @param remarks sentences more
 */
public record Row(char sign, String key, String says, Origin origin, List<FieldRow> fields, List<String> remarks) {
    public Row {
        fields = List.copyOf(fields);
        remarks = List.copyOf(remarks);
    }

    /** The row and all that belongs to it, as lines; the says of all rows of a section begin in one column. */
    List<String> lines(int column) {
        var lines = new java.util.ArrayList<String>();
        String where = origin.equals(Origin.NONE) ? "" : "  (" + origin + ")";
        String padded = says.isEmpty() ? key : key + " ".repeat(Math.max(0, column - key.length())) + "  " + says;
        lines.add("  " + sign + " " + padded + where);
        for (FieldRow field : fields) {
            lines.add("      " + field);
            field.patch().forEach(line -> lines.add("        " + line));
        }
        remarks.forEach(remark -> lines.add("      " + remark));
        return lines;
    }
}

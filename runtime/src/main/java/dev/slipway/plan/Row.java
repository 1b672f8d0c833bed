package dev.slipway.plan;

import dev.slipway.model.Origin;
import java.util.List;

/**
 * One task as the operator reads it, a run of alike tasks, or a component above its tasks.
 *
 * @param sign what is done, as one character
 * @param key the task
 * @param says what is done and why
 * @param origin the script line
 * @param fields what changes in it
 * @param remarks sentences more
 * @param depth how far it is indented: 1 for a task below its component
 */
public record Row(
        char sign, String key, String says, Origin origin, List<FieldRow> fields, List<String> remarks, int depth) {
    private static final String INDENT = "  ";

    public Row(char sign, String key, String says, Origin origin, List<FieldRow> fields, List<String> remarks) {
        this(sign, key, says, origin, fields, remarks, 0);
    }

    public Row {
        fields = List.copyOf(fields);
        remarks = List.copyOf(remarks);
    }

    /** The row and all that belongs to it, as lines; the says of all rows of a section begin in one column. */
    List<String> lines(int column) {
        var lines = new java.util.ArrayList<String>();
        String where = origin.equals(Origin.NONE) ? "" : "  (" + origin + ")";
        String padded = says.isEmpty() ? key : key + " ".repeat(Math.max(0, column - width())) + "  " + says;
        String indent = INDENT.repeat(depth);
        lines.add(indent + "  " + sign + " " + padded + where);
        for (FieldRow field : fields) {
            lines.add(indent + "      " + field);
            field.patch().forEach(line -> lines.add(indent + "        " + line));
        }
        remarks.forEach(remark -> lines.add(indent + "      " + remark));
        return lines;
    }

    /** How many columns the indented key takes. */
    int width() {
        return INDENT.length() * depth + key.length();
    }

    /** The same below its component, whose row names the outermost call. */
    Row within(String call) {
        String rest = origin.call().startsWith(call)
                ? origin.call().substring(call.length()).strip()
                : origin.call();
        return new Row(sign, key, says, new Origin(origin.file(), origin.line(), rest), fields, remarks, depth + 1);
    }
}

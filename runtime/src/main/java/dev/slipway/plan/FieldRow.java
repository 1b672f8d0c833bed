package dev.slipway.plan;

import java.util.List;

/**
 * One field of a row, ready to be read: values shortened, secrets masked.
 *
 * @param path the field; empty where a sentence stands for several
 * @param before what it is now; empty where there is nothing or it is of no interest
 * @param after what it becomes
 * @param patch instead of both, the lines of a longer text that go and come, each with its sign in front
 * @param remarks what else is to be said, such as that it forces a replacement
 */
public record FieldRow(String path, String before, String after, List<String> patch, List<String> remarks) {
    public FieldRow {
        patch = List.copyOf(patch);
        remarks = List.copyOf(remarks);
    }

    static FieldRow of(String path, String before, String after) {
        return new FieldRow(path, before, after, List.of(), List.of());
    }

    FieldRow remarking(List<String> more) {
        return new FieldRow(path, before, after, patch, more);
    }

    /** The first line; a patch follows it. */
    @Override
    public String toString() {
        String values = before.isEmpty() ? after : before + " -> " + after;
        String named = path.isEmpty() ? values : values.isEmpty() ? path + ":" : path + ": " + values;
        return remarks.isEmpty() ? named : named + ", " + String.join(", ", remarks);
    }
}

package dev.slipway.model;

import org.jspecify.annotations.Nullable;

/** The script line that declared something. Shown in every error, plan row and answer to {@code why}. */
public record Origin(String file, int line) {
    public static final Origin NONE = new Origin("", 0);

    /** Written out with {@link #hashCode}: what Java makes of a record's is slow the first time, and every plan needs it. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Origin that && line == that.line && file.equals(that.file);
    }

    @Override
    public int hashCode() {
        return 31 * file.hashCode() + line;
    }

    @Override
    public String toString() {
        return file.isEmpty() ? "(no line)" : file + ":" + line;
    }
}

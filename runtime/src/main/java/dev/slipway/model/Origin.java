package dev.slipway.model;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The script line that declared something. Shown in every error, plan row and answer to {@code why}.
 *
 * @param file the script, relative to the directory of the script that was run
 * @param call the calls that led to a line in a function, outermost first, as in {@code cluster.main.kts:12, in site()};
 *     empty for a line outside of functions
 */
public record Origin(String file, int line, String call) {
    public static final Origin NONE = new Origin("", 0);

    /** Apart, because a run with nothing to do needs no patterns. */
    private static final class Forms {
        static final Pattern CALL = Pattern.compile("(.+?):(\\d{1,9}), in (\\S+\\(\\))");
        static final Pattern PLACE = Pattern.compile("(.*:\\d+, in \\S+\\(\\)) (.*)");
    }

    public Origin(String file, int line) {
        this(file, line, "");
    }

    /** Reads what {@link #place} wrote. */
    public static Origin of(String place, int line) {
        if (!place.contains("() ")) {
            return new Origin(place, line);
        }
        Matcher called = Forms.PLACE.matcher(place);
        return called.matches() ? new Origin(called.group(2), line, called.group(1)) : new Origin(place, line);
    }

    /** The file after the calls that led to it. */
    public String place() {
        return call.isEmpty() ? file : call + " " + file;
    }

    /** The functions that were called, outermost first, as in {@code site()}. */
    public List<String> functions() {
        return call.isEmpty()
                ? List.of()
                : Forms.CALL
                        .matcher(call)
                        .results()
                        .map(found -> found.group(3))
                        .toList();
    }

    /** The outermost call: where it was made and what was called; empty for a line outside of functions. */
    public String outermostCall() {
        if (call.isEmpty()) {
            return "";
        }
        Matcher first = Forms.CALL.matcher(call);
        return first.lookingAt() ? first.group() : "";
    }

    /** The line that made a call, as {@link #outermostCall} names it. */
    public static Origin caller(String call) {
        Matcher first = Forms.CALL.matcher(call);
        return first.lookingAt() ? new Origin(first.group(1), Integer.parseInt(first.group(2))) : NONE;
    }

    /** Written out with {@link #hashCode}: what Java makes of a record's is slow the first time, and every plan needs it. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Origin that && line == that.line && file.equals(that.file) && call.equals(that.call);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * file.hashCode() + line) + call.hashCode();
    }

    @Override
    public String toString() {
        return file.isEmpty() ? "(no line)" : place() + ":" + line;
    }
}

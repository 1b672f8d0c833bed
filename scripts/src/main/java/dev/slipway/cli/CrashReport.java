package dev.slipway.cli;

import dev.slipway.model.Origin;
import dev.slipway.model.Problem;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** What nobody has foreseen, told in a few lines; all of them for who asks. */
final class CrashReport {
    /** Set for who wants to see more. */
    static final String DEBUG = "SLIPWAY_DEBUG";

    private CrashReport() {}

    static Problem of(Throwable failure, Map<String, String> environment) {
        StackTraceElement[] trace = failure.getStackTrace();
        String place = trace.length == 0 ? "" : " at " + trace[0];
        boolean all = environment.containsKey(DEBUG);
        return new Problem(
                "internal error",
                Origin.NONE,
                all ? trace(failure) : failure + place,
                (all ? "" : "run again with " + DEBUG + "=1 to see more, and ")
                        + "report this; what was recorded before is safe");
    }

    private static String trace(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}

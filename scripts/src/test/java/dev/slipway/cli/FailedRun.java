package dev.slipway.cli;

import java.util.ArrayList;
import java.util.regex.Pattern;

/** Of a run, what went wrong, in the order of the script: what goes well happens in any order. */
final class FailedRun {
    private static final Pattern PROGRESS = Pattern.compile("[a-z.]+/[^ ]+: (?!not started).*");
    private static final Pattern LINE = Pattern.compile("(\\S+\\.kts:)?(\\d+)?.*", Pattern.DOTALL);

    private FailedRun() {}

    static String of(String printed) {
        int ended = printed.indexOf("\nDone: ");
        if (ended < 0) {
            return printed; // it did not begin
        }
        int plan = printed.indexOf("\nPlan: ") + 1;
        var told = new ArrayList<String>();
        String run = printed.substring(printed.indexOf('\n', plan) + 1, ended + 1);
        for (String line : run.lines().toList()) {
            if (line.startsWith("  ") && !told.isEmpty()) {
                told.set(told.size() - 1, told.get(told.size() - 1) + "\n" + line);
            } else {
                told.add(line);
            }
        }
        told.removeIf(one -> PROGRESS.matcher(one).matches());
        told.sort(java.util.Comparator.comparingInt(FailedRun::line));
        told.add(printed.substring(ended + 1));
        return String.join("\n", told);
    }

    /** Where it is in the script; what has no place comes last. */
    private static int line(String told) {
        var match = LINE.matcher(told);
        return match.matches() && match.group(2) != null ? Integer.parseInt(match.group(2)) : Integer.MAX_VALUE;
    }
}

package dev.slipway.cli;

import java.util.ArrayList;
import java.util.List;

/** What Slipway says of itself when it is asked nothing else. */
final class Overview {
    private static final int COLUMN = 12;

    static final List<String> LINES = lines();

    private Overview() {}

    private static List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("slipway: a build tool for clusters");
        lines.add("");
        lines.add("  slipway FILE [VERB] [options]     such as: slipway cluster.main.kts plan");
        lines.add("  slipway VERB [FILE] [options]     without FILE, the script in this directory");
        lines.add("");
        for (String name : Verbs.names()) {
            lines.add("  " + name + " ".repeat(COLUMN - name.length())
                    + Verbs.get(name).usage().says());
        }
        lines.add("");
        lines.add(
                "Exit codes: 0 done or nothing to do, 1 failed, 2 changes pending, 3 wrong usage, 4 the script is refused,");
        lines.add("130 cancelled. Each verb explains its options: slipway VERB --help");
        return lines;
    }
}

package dev.slipway.cli;

import dev.slipway.project.Targets;
import dev.slipway.rehearse.Rehearsal;
import java.util.HashMap;
import java.util.Map;

/** Whether a run is a rehearsal: what is typed goes before what the environment says. */
final class LabArgs {
    private static final String VARIABLE = "SLIPWAY_LAB";

    static final Flag LAB =
            Flag.toggle("--lab", "Runs against the local lab instead of real systems. The same as " + VARIABLE + "=1.");

    private LabArgs() {}

    /** The environment, as if what was typed stood in it; a script may look whether it is rehearsed. */
    static Map<String, String> over(ParsedArgs typed, Map<String, String> environment) {
        if (!typed.has(LAB)) {
            return environment;
        }
        var all = new HashMap<>(environment);
        all.put(VARIABLE, "1");
        return Map.copyOf(all);
    }

    static boolean rehearses(Map<String, String> environment) {
        String said = environment.getOrDefault(VARIABLE, "");
        if (!said.isEmpty() && !said.equals("0") && !said.equals("1")) {
            throw ExitException.usage(
                    VARIABLE + " is '" + said + "'", "it is 1 for a rehearsal, or 0", "set one of these");
        }
        return said.equals("1");
    }

    /** Where scripts act; what has to be done for it is told beside the answer. */
    static Targets stages(Console console) {
        return rehearses(console.environment())
                ? (home, environment) -> Rehearsal.of(home, note -> told(console, note))
                : Targets.WORLD;
    }

    private static void told(Console console, String note) {
        console.err().println("lab: " + note);
        console.err().flush();
    }
}

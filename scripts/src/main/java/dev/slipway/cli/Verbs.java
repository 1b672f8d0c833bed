package dev.slipway.cli;

import java.util.List;
import java.util.Set;

/** All verbs, in the order in which they are told. Only the one that is asked for is made. */
final class Verbs {
    private static final List<String> NAMES = List.of(
            "plan",
            "up",
            "check",
            "graph",
            "why",
            "run",
            "output",
            "drift",
            "down",
            "apply",
            "state",
            "cache",
            "vault",
            "lab",
            "new",
            "ide",
            "complete",
            "completion",
            "doctor",
            "version");

    /** These speak about no script, or name their file themselves. */
    private static final Set<String> WITHOUT_SCRIPT =
            Set.of("apply", "cache", "vault", "lab", "new", "ide", "complete", "completion", "version", "doctor");

    /** These take something else than a script as their first operand. */
    private static final Set<String> WITH_OWN = Set.of("why", "output", "run", "state");

    private Verbs() {}

    static List<String> names() {
        return NAMES;
    }

    static boolean has(String name) {
        return NAMES.contains(name);
    }

    static boolean takesScript(String name) {
        return !WITHOUT_SCRIPT.contains(name);
    }

    /** Whether a bare first argument can only be the script. */
    static boolean takesScriptFirst(String name) {
        return takesScript(name) && !WITH_OWN.contains(name);
    }

    static Verb get(String name) {
        return switch (name) {
            case "plan" -> new PlanVerb();
            case "up" -> new UpVerb();
            case "check" -> new CheckVerb();
            case "graph" -> new GraphVerb();
            case "why" -> new WhyVerb();
            case "run" -> new RunVerb();
            case "output" -> new OutputVerb();
            case "drift" -> new DriftVerb();
            case "down" -> new DownVerb();
            case "apply" -> new ApplyVerb();
            case "state" -> new StateVerb();
            case "cache" -> new CacheVerb();
            case "vault" -> new VaultVerb();
            case "lab" -> new LabVerb();
            case "new" -> new NewVerb();
            case "ide" -> new IdeVerb();
            case "complete" -> new CompleteVerb();
            case "completion" -> new CompletionVerb();
            case "doctor" -> new DoctorVerb();
            case "version" -> new VersionVerb();
            default -> throw new IllegalArgumentException("no verb: " + name);
        };
    }
}

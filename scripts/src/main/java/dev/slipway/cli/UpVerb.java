package dev.slipway.cli;

import java.util.List;

/** Makes the world as the script says. */
final class UpVerb implements Verb {
    @Override
    public VerbSpec usage() {
        return VerbSpec.ofScript(
                "up",
                "Plans, asks for confirmation, and applies the changes.",
                List.of(UpArgs.FLAGS, PlanArgs.FLAGS, CacheArgs.FLAGS));
    }

    @Override
    public int run(ParsedArgs typed, VerbContext.Host host) {
        PlanArgs planArgs = PlanArgs.of(typed);
        var run = new Run(host.console(), UpArgs.of(typed));
        try (VerbContext desk = VerbContext.open(host, ScriptArgs.of(typed))) {
            int code = run.up(desk, planArgs.options(desk::keys), "up");
            return code == Exit.DONE && run.hasDeleted() ? again(typed, host, run, desk) : code;
        }
    }

    /** A pattern that has matched what is now deleted means less than it did: what reads it follows at once. */
    private static int again(ParsedArgs typed, VerbContext.Host host, Run run, VerbContext before) {
        try (VerbContext desk = VerbContext.open(host, ScriptArgs.of(typed))) {
            if (desk.graph().fingerprint().equals(before.graph().fingerprint())) {
                return Exit.DONE;
            }
            if (!UpArgs.of(typed).json()) {
                host.console().say("Deleted files changed the script's result; planning again.");
            }
            return run.up(desk, PlanArgs.of(typed).options(desk::keys), "up");
        }
    }
}

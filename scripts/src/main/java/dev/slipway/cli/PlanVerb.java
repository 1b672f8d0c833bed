package dev.slipway.cli;

import dev.slipway.model.Event;
import dev.slipway.plan.Options;
import dev.slipway.plan.Plan;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Shows what would be done. */
final class PlanVerb implements Verb {
    private static final Flag OUT = Flag.one("--out", "PLANFILE", "Saves the plan, for slipway apply.");
    private static final Flag EXIT_CODE = Flag.toggle("--exit-code", "Exits with 2 when changes are planned.");
    private static final Flag DOWN = Flag.toggle("--down", "Shows what down would delete, and what it would keep.");
    private static final Flag JSON = Flag.toggle("--json", "Prints the plan as JSON.");
    private static final Flag MARKDOWN = Flag.toggle("--markdown", "Prints the plan as Markdown, for a merge request.");

    @Override
    public VerbSpec usage() {
        return VerbSpec.ofScript(
                "plan",
                "Shows the changes an apply would make.",
                List.of(
                        List.of(OUT, FromSaved.SAVED, EXIT_CODE, DOWN, PlanArgs.OFFLINE, UpArgs.ALL, JSON, MARKDOWN),
                        PlanArgs.FLAGS,
                        CacheArgs.LOCAL));
    }

    @Override
    public int run(ParsedArgs typed, VerbContext.Host host) {
        if (typed.has(JSON) && typed.has(MARKDOWN)) {
            throw ExitException.usage(
                    "both --json and --markdown are given",
                    "each is another form of the plan",
                    "leave out one of them");
        }
        Optional<SavedPlan> saved = FromSaved.of(typed, EXIT_CODE, UpArgs.ALL, JSON, MARKDOWN);
        if (saved.isPresent()) {
            int code = shown(
                    typed,
                    saved.get().plan(),
                    new PlanView(
                            host.console(),
                            typed.has(UpArgs.ALL),
                            typed.has(JSON),
                            saved.get().isRehearsal(),
                            false,
                            saved.get().environment(),
                            saved.get().shapes(host)),
                    Optional.empty(),
                    host.console());
            if (!typed.has(JSON) && !typed.has(MARKDOWN)) {
                host.console().say(saved.get().state());
                saved.get().limits().forEach(host.console()::say);
            }
            return code;
        }
        PlanArgs planArgs = PlanArgs.of(typed);
        ScriptArgs args = ScriptArgs.of(typed);
        Optional<Path> out = typed.one(OUT).map(Path::of);
        out.ifPresent(PlanOut::check);
        boolean offline = typed.has(PlanArgs.OFFLINE);
        if (offline && out.isPresent()) {
            throw ExitException.usage(
                    "a plan that is made offline cannot be saved",
                    "no system is read for it, so it could not be applied safely",
                    "leave out --offline or --out");
        }
        try (VerbContext desk = VerbContext.planning(host, args)) {
            boolean down = typed.has(DOWN);
            Options options = planArgs.options(down ? desk::recordedKeys : desk::keys)
                    .teardown(down)
                    .offline(offline);
            Plan plan = desk.plan(options);
            if (out.isPresent()) {
                PlanOut.save(out.get(), desk, plan, options, args);
            }
            var view = new PlanView(
                    desk.console(), typed.has(UpArgs.ALL), typed.has(JSON), desk.environment(), desk::shape);
            return shown(typed, plan, view.offline(offline), desk.busy(), desk.console());
        }
    }

    private static int shown(ParsedArgs typed, Plan plan, PlanView view, Optional<Event.Busy> busy, Console console) {
        if (typed.has(MARKDOWN)) {
            view.markdown(plan);
        } else {
            view.show(plan, busy);
        }
        if (plan.isEmpty() && !typed.has(JSON) && !typed.has(MARKDOWN)) {
            Outputs.print(console, plan.outputs());
        }
        if (!plan.unread().isEmpty()) {
            return Exit.FAILED;
        }
        return typed.has(EXIT_CODE) && !plan.isEmpty() ? Exit.PENDING : Exit.DONE;
    }
}

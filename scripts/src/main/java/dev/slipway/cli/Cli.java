package dev.slipway.cli;

import dev.slipway.complete.Completer;
import dev.slipway.model.Problem;
import dev.slipway.model.Refused;
import dev.slipway.project.StandardKinds;
import dev.slipway.script.ScriptCompiler;
import java.util.List;

/** The command line as a function: arguments in, an exit code out. */
public final class Cli {
    private final Desk.Host host;

    Cli(Desk.Host host) {
        this.host = host;
    }

    /** The command line of this process. */
    public static Cli ofProcess(ScriptCompiler compiler, Completer completer) {
        return new Cli(new Desk.Host(Console.ofProcess(), compiler, completer, new StandardKinds()));
    }

    /** Does what was typed and gives the exit code. */
    public int run(List<String> typed) {
        try {
            return dispatched(typed);
        } catch (Stopped stopped) {
            return told(typed, stopped.problems(), stopped.code());
        } catch (Refused refused) {
            return told(typed, refused.problems(), Exit.FAILED);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError failure) {
            return told(typed, List.of(Mishap.of(failure, host.console().environment())), Exit.FAILED);
        } finally {
            host.console().flush();
        }
    }

    private int dispatched(List<String> typed) {
        String first = typed.isEmpty() ? "" : typed.get(0);
        switch (first) {
            case "" -> {
                Overview.LINES.forEach(host.console()::say);
                return Exit.USAGE;
            }
            case "help", "-h", "--help" -> {
                boolean one = typed.size() > 1 && Verbs.has(typed.get(1));
                (one ? Verbs.get(typed.get(1)).usage().lines() : Overview.LINES).forEach(host.console()::say);
                return Exit.DONE;
            }
            case "-V", "--version" -> {
                return dispatched(List.of("version"));
            }
            default -> {
                return done(Request.of(typed));
            }
        }
    }

    private int done(Request request) {
        Verb verb = Verbs.get(request.verb());
        Usage usage = verb.usage();
        Typed typed = Typed.parse(usage, request.arguments());
        if (typed.has(Usage.HELP)) {
            usage.lines().forEach(host.console()::say);
            return Exit.DONE;
        }
        return verb.run(
                typed,
                host.in(LabArgs.over(typed, VaultArgs.over(typed, host.console().environment()))));
    }

    private int told(List<String> typed, List<Problem> problems, int code) {
        if (typed.contains("--json")) {
            host.console().say(PlanJson.problems(problems));
            return code;
        }
        new Complaints(host.console()).errors(problems);
        return code;
    }
}

package dev.slipway.cli;

import dev.slipway.complete.Completer;
import dev.slipway.model.InvalidInputException;
import dev.slipway.model.Problem;
import dev.slipway.project.StandardKinds;
import dev.slipway.script.ScriptCompiler;
import java.util.List;

/** The command line as a function: arguments in, an exit code out. */
public final class Cli {
    private final VerbContext.Host host;

    Cli(VerbContext.Host host) {
        this.host = host;
    }

    /** The command line of this process. */
    public static Cli ofProcess(ScriptCompiler compiler, Completer completer) {
        return new Cli(new VerbContext.Host(Console.ofProcess(), compiler, completer, new StandardKinds()));
    }

    /** Does what was typed and gives the exit code. */
    public int run(List<String> typed) {
        try {
            return dispatched(typed);
        } catch (ExitException stopped) {
            return told(typed, stopped.problems(), stopped.code());
        } catch (InvalidInputException refused) {
            return told(typed, refused.problems(), Exit.FAILED);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError failure) {
            return told(typed, List.of(CrashReport.of(failure, host.console().environment())), Exit.FAILED);
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
                return done(CommandLine.of(typed));
            }
        }
    }

    private int done(CommandLine request) {
        Verb verb = Verbs.get(request.verb());
        VerbSpec usage = verb.usage();
        ParsedArgs typed = ParsedArgs.parse(usage, request.arguments());
        if (typed.has(VerbSpec.HELP)) {
            usage.lines().forEach(host.console()::say);
            return Exit.DONE;
        }
        return verb.run(
                typed,
                host.in(CacheArgs.over(
                        typed,
                        LabArgs.over(typed, VaultArgs.over(typed, host.console().environment())))));
    }

    private int told(List<String> typed, List<Problem> problems, int code) {
        if (typed.contains("--json")) {
            host.console().say(PlanJson.problems(problems));
            return code;
        }
        new ProblemPrinter(host.console()).errors(problems);
        return code;
    }
}

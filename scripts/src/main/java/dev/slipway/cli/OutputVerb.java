package dev.slipway.cli;

import dev.slipway.events.Beside;
import dev.slipway.model.Fields;
import dev.slipway.model.InvalidInputException;
import dev.slipway.model.Missing;
import dev.slipway.model.Printable;
import dev.slipway.model.Value;
import dev.slipway.project.EnvironmentStates;
import dev.slipway.project.StateHome;
import dev.slipway.project.Target;
import dev.slipway.script.ScriptFile;
import dev.slipway.store.LocalStore;
import dev.slipway.store.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Prints the outputs that the last run recorded. The script is not evaluated, and no system is asked. */
final class OutputVerb implements Verb {
    private static final Flag JSON = Flag.toggle("--json", "Prints JSON, with secrets masked.");
    private static final Flag RAW =
            Flag.toggle("--raw", "Prints the value of NAME and nothing else, also when it is secret.");
    private static final Flag OUT =
            Flag.one("--out", "OUTFILE", "Writes the value of NAME to a file that only you can read.");

    @Override
    public VerbSpec usage() {
        return VerbSpec.ofScript(
                        "output",
                        "Prints the outputs that the last run recorded, or the value of one; evaluates nothing.",
                        List.of(List.of(JSON, RAW, OUT, LabArgs.LAB), VaultArgs.FLAGS))
                .taking("[NAME]", 0, 1);
    }

    @Override
    public int run(ParsedArgs typed, VerbContext.Host host) {
        check(typed);
        ScriptArgs args = ScriptArgs.of(typed);
        ScriptFile script = args.script();
        var home = StateHome.of(script.directory(), script.name());
        var console = host.console();
        Target stage = LabArgs.stages(console).of(home, console.environment());
        EnvironmentStates states = stage.states();
        try (var store = new LocalStore(states.home(StateVerb.recorded(args, states)))) {
            store.writer()
                    .map(Writer::busy)
                    .map(Beside::words)
                    .ifPresent(words -> console.err().println(Printable.line(words) + "; outputs are those before it"));
            console.err().flush();
            Fields outputs = store.read().outputs();
            if (typed.operands().isEmpty()) {
                all(console, outputs, typed.has(JSON));
            } else {
                Value value = one(outputs, typed.operands().get(0), script.name());
                print(typed, console, value, new OutputReader(stage, store, host.told()));
            }
            return Exit.DONE;
        }
    }

    private static void check(ParsedArgs typed) {
        var forms = List.of(typed.has(JSON), typed.has(RAW), typed.one(OUT).isPresent());
        if (forms.stream().filter(given -> given).count() > 1) {
            throw ExitException.usage(
                    "more than one of --json, --raw and --out is given", "each is another form", "leave one of them");
        } else if (typed.operands().isEmpty()
                && (typed.has(RAW) || typed.one(OUT).isPresent())) {
            throw ExitException.usage(
                    "--raw and --out need the NAME of an output", "they print one value", "write: output NAME --raw");
        }
    }

    private static void all(Console console, Fields outputs, boolean json) {
        if (json) {
            console.say(Json.of(outputs));
        } else {
            Outputs.print(console, outputs);
        }
    }

    private static Value one(Fields outputs, String asked, String script) {
        Value value = outputs.get(asked);
        if (value == Missing.ABSENT) {
            String why = outputs.size() == 0
                    ? "no run of " + script + " has recorded outputs"
                    : "recorded are: " + String.join(", ", outputs.names());
            throw ExitException.usage(
                    "output '" + Printable.line(asked) + "' not found",
                    why,
                    "name one of these, or run: slipway FILE up");
        }
        return value;
    }

    private static void print(ParsedArgs typed, Console console, Value value, OutputReader revealed) {
        Optional<String> file = typed.one(OUT);
        if (file.isPresent()) {
            revealed.write(value, Path.of(file.get()));
        } else if (typed.has(RAW)) {
            console.out().print(revealed.text(value));
        } else if (value.isSecret() && !typed.has(JSON)) {
            if (!console.isTerminal()) {
                throw new ExitException(
                        Exit.FAILED,
                        new InvalidInputException(
                                "output '" + typed.operands().get(0) + "' is secret, and is not printed",
                                "standard output is not a terminal: it could end in a log",
                                "add --raw to print it anyway, or --out OUTFILE to write it to a private file"));
            }
            console.say(Printable.text(revealed.text(value)));
        } else {
            console.say(typed.has(JSON) ? Json.of(value) : Outputs.shown(value));
        }
    }
}

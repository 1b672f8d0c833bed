package dev.slipway.cli;

import dev.slipway.dial.Dialer;
import dev.slipway.model.EnvironmentName;
import dev.slipway.project.EnvironmentStates;
import dev.slipway.project.LaterLambdas;
import dev.slipway.project.StateHome;
import dev.slipway.script.ScriptFile;
import dev.slipway.store.LocalStore;
import dev.slipway.store.LockOwner;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;

/** Looks at and corrects what is remembered; touches nothing else. The script need not compile for it. */
final class StateVerb implements Verb {
    private static final Flag JSON = Flag.toggle("--json", "Prints JSON.");

    @Override
    public VerbSpec usage() {
        return VerbSpec.ofScript(
                        "state",
                        "Shows and edits recorded state; never contacts a system.",
                        List.of(List.of(JSON, LabArgs.LAB)))
                .taking(
                        "list | show TASK | mv FROM TO | rm TASK... | forget TASK... | unlock | assign ENV",
                        0,
                        Integer.MAX_VALUE);
    }

    @Override
    public int run(ParsedArgs typed, VerbContext.Host host) {
        ScriptArgs args = ScriptArgs.of(typed);
        ScriptFile script = args.script();
        List<String> words = typed.operands();
        String command = words.isEmpty() ? "list" : words.get(0);
        var home = StateHome.of(script.directory(), script.name());
        boolean rehearses = LabArgs.rehearses(host.console().environment());
        EnvironmentStates states = rehearses ? home.rehearsals() : home.environments();
        if (command.equals("assign") && words.size() == 2) {
            return assigned(host.console(), states, script.name(), words.get(1));
        }
        try (var store = new LocalStore(states.home(recorded(args, states)))) {
            var registry = host.kinds().registry(script.directory(), new LaterLambdas()::find, Dialer.DIRECT);
            var memory = new StateCommands(host.console(), store, typed.has(JSON), registry);
            switch (command + " " + Math.max(0, words.size() - 1)) {
                case "list 0" -> memory.list();
                case "show 1" -> memory.show(words.get(1));
                case "mv 2" -> memory.move(words.get(1), words.get(2));
                case "unlock 0" -> memory.unlock();
                default -> {
                    if (!List.of("rm", "forget").contains(command) || words.size() < 2) {
                        throw ExitException.usage(
                                "'state " + String.join(" ", words) + "' is nothing that can be done",
                                "it takes " + usage().operands(),
                                "see: slipway state --help");
                    }
                    memory.forget(words.subList(1, words.size()));
                }
            }
            return Exit.DONE;
        }
    }

    private static int assigned(Console console, EnvironmentStates states, String script, String environment) {
        if (!EnvironmentName.isValid(environment)) {
            throw ExitException.usage(
                    "invalid environment name '" + environment + "'", EnvironmentName.WHY, EnvironmentName.RULE);
        }
        states.assign(environment, script, LockOwner.here("slipway state assign", Clock.systemUTC()));
        console.say("The recorded state is now that of the environment " + environment + ".");
        return Exit.DONE;
    }

    /** Without {@code --env}, the one state that there is. Which environment is the default, only the script knows. */
    static String recorded(ScriptArgs args, EnvironmentStates states) {
        if (args.environment().isPresent()) {
            return args.environment().get();
        }
        List<String> names = states.names();
        if (names.isEmpty() || Files.exists(states.home("").resolve("state"))) {
            return "";
        }
        if (names.size() == 1) {
            return names.get(0);
        }
        throw ExitException.usage(
                "no environment is chosen",
                "there is recorded state for " + String.join(", ", names),
                "choose one: --env " + names.get(0));
    }
}

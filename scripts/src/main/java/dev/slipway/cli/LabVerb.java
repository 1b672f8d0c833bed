package dev.slipway.cli;

import dev.slipway.lab.LabCommand;
import dev.slipway.project.StateHome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The lab, by its own command: what follows the verb is handed on. */
final class LabVerb implements Verb {
    private static final Flag FILE =
            Flag.one("--file", "FILE", "The script whose lab is meant.").or("-f");
    private static final Flag DIRECTORY =
            Flag.one("--directory", "DIR", "Where it keeps its state (default: .slipway/lab here).");
    private static final List<Flag> FLAGS = List.of(
            FILE,
            DIRECTORY,
            Flag.one("--pace", "N", "Simulated seconds per real second."),
            Flag.one("--times", "N", "How often a fault occurs (default: until it is cleared)."));

    @Override
    public VerbSpec usage() {
        return VerbSpec.of("lab", "Manages the lab: strict twins of real systems, in a process of their own.", FLAGS)
                .taking(
                        "start | serve | stop | reset | state | place KIND NAME [KEY=VALUE]... | remove NAME | at ADDRESS"
                                + " | fault NAME TARGET [VALUE] | clear [NAME] [TARGET]",
                        1,
                        Integer.MAX_VALUE);
    }

    @Override
    public int run(ParsedArgs typed, VerbContext.Host host) {
        var words = new ArrayList<>(typed.operands());
        for (Flag flag : FLAGS.subList(1, FLAGS.size())) {
            typed.one(flag).ifPresent(value -> words.addAll(List.of(flag.name(), value)));
        }
        if (typed.has(FILE) && !typed.has(DIRECTORY)) {
            words.addAll(List.of("--directory", beside(typed.one(FILE).orElse(""))));
        }
        Console console = host.console();
        console.flush();
        return LabCommand.run(words.toArray(String[]::new), console.out(), console.err());
    }

    private static String beside(String script) {
        Path file = Path.of(script).toAbsolutePath();
        Path directory = file.getParent();
        return StateHome.of(directory == null ? file : directory, String.valueOf(file.getFileName()))
                .lab()
                .toString();
    }
}

package dev.slipway.cli;

import dev.slipway.lab.LabCommand;
import java.util.ArrayList;
import java.util.List;

/** The lab, by its own command: what follows the verb is handed on. */
final class LabVerb implements Verb {
    private static final List<Flag> FLAGS = List.of(
            Flag.one("--directory", "DIR", "Where it keeps its state; without it, .slipway/lab here."),
            Flag.one("--pace", "N", "N seconds pass in it while one passes here."),
            Flag.one("--times", "N", "How often a fault strikes; without it, until it is cleared."));

    @Override
    public Usage usage() {
        return Usage.of("lab", "Strict twins of real systems to rehearse against, in a process of their own.", FLAGS)
                .taking(
                        "start | serve | stop | reset | state | place KIND NAME [KEY=VALUE]... | fault NAME TARGET [VALUE]"
                                + " | clear [NAME] [TARGET]",
                        1,
                        Integer.MAX_VALUE);
    }

    @Override
    public int run(Typed typed, Desk.Host host) {
        var words = new ArrayList<>(typed.operands());
        for (Flag flag : FLAGS) {
            typed.one(flag).ifPresent(value -> words.addAll(List.of(flag.name(), value)));
        }
        Console console = host.console();
        console.flush();
        return LabCommand.run(words.toArray(String[]::new), console.out(), console.err());
    }
}

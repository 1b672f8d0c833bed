package dev.slipway.cli;

import dev.slipway.dial.Dialer;
import dev.slipway.project.LaterLambdas;
import dev.slipway.project.StateHome;
import dev.slipway.script.ScriptFile;
import dev.slipway.store.LocalStore;
import java.util.List;

/** Looks at and corrects what is remembered; touches nothing else. The script need not compile for it. */
final class StateVerb implements Verb {
    private static final Flag JSON = Flag.toggle("--json", "Prints JSON.");

    @Override
    public Usage usage() {
        return Usage.ofScript(
                        "state",
                        "Looks at and corrects what is remembered; touches no system.",
                        List.of(List.of(JSON, LabArgs.LAB)))
                .taking("list | show TASK | mv FROM TO | rm TASK... | forget TASK... | unlock", 0, Integer.MAX_VALUE);
    }

    @Override
    public int run(Typed typed, Desk.Host host) {
        ScriptFile script = ScriptArgs.of(typed).script();
        List<String> words = typed.operands();
        String command = words.isEmpty() ? "list" : words.get(0);
        var home = StateHome.of(script.directory(), script.name());
        boolean rehearses = LabArgs.rehearses(host.console().environment());
        try (var store = new LocalStore(rehearses ? home.rehearsed() : home.path())) {
            var registry = host.kinds().registry(script.directory(), new LaterLambdas()::find, Dialer.DIRECT);
            var memory = new Memory(host.console(), store, typed.has(JSON), registry);
            switch (command + " " + Math.max(0, words.size() - 1)) {
                case "list 0" -> memory.list();
                case "show 1" -> memory.show(words.get(1));
                case "mv 2" -> memory.move(words.get(1), words.get(2));
                case "unlock 0" -> memory.unlock();
                default -> {
                    if (!List.of("rm", "forget").contains(command) || words.size() < 2) {
                        throw Stopped.usage(
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
}

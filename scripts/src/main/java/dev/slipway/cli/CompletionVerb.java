package dev.slipway.cli;

import java.util.List;

/** Prints what a shell needs to complete our command line. */
final class CompletionVerb implements Verb {
    @Override
    public VerbSpec usage() {
        return VerbSpec.of("completion", "Prints a completion for bash, zsh or fish.", List.of())
                .taking("bash | zsh | fish", 1, 1);
    }

    @Override
    public int run(ParsedArgs typed, VerbContext.Host host) {
        String shell = typed.operands().get(0);
        List<String> lines = switch (shell) {
            case "bash" -> Completion.bash();
            case "zsh" -> Completion.zsh();
            case "fish" -> Completion.fish();
            default ->
                throw ExitException.usage(
                        "the shell '" + shell + "' is not known",
                        "completions are there for bash, zsh and fish",
                        "name one of these");
        };
        lines.forEach(host.console()::say);
        return Exit.DONE;
    }
}

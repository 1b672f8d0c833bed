package dev.slipway.cli;

import dev.slipway.graph.DidYouMean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What was typed, with the verb first: {@code FILE VERB ...}, {@code VERB FILE ...} and {@code FILE} are all allowed, and
 * options before the file, as {@code #!/usr/bin/env -S slipway --env home} puts them.
 */
record CommandLine(String verb, List<String> arguments) {
    private static final String ENDING = ".main.kts";

    static CommandLine of(List<String> all) {
        List<String> typed = fileFirst(all);
        String first = typed.get(0);
        if (Verbs.has(first)) {
            return new CommandLine(first, named(first, typed.subList(1, typed.size())));
        }
        checkFile(first);
        boolean verbFollows = typed.size() > 1 && Verbs.has(typed.get(1));
        String verb = verbFollows ? typed.get(1) : "plan";
        if (!Verbs.takesScript(verb)) {
            throw ExitException.usage("'" + verb + "' takes no script", first + " stands before it", "leave it out");
        }
        var arguments = new ArrayList<>(List.of("--file", first));
        arguments.addAll(typed.subList(verbFollows ? 2 : 1, typed.size()));
        return new CommandLine(verb, arguments);
    }

    private static List<String> fileFirst(List<String> typed) {
        if (typed.get(0).startsWith("-")) {
            for (int i = 1; i < typed.size(); i++) {
                if (typed.get(i).endsWith(ENDING) && !typed.get(i).startsWith("-")) {
                    var turned = new ArrayList<>(typed.subList(i, typed.size()));
                    turned.addAll(typed.subList(0, i));
                    return turned;
                }
            }
        }
        return typed;
    }

    /** A script among the arguments becomes an option, so that it cannot be taken for something else. */
    private static List<String> named(String verb, List<String> arguments) {
        if (!Verbs.takesScript(verb)) {
            return arguments;
        }
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            boolean value = i > 0 && arguments.get(i - 1).startsWith("-");
            boolean leads = i == 0 && Verbs.takesScriptFirst(verb) && !argument.startsWith("-");
            if (leads || (argument.endsWith(ENDING) && !argument.startsWith("-") && !value)) {
                var rest = new ArrayList<>(List.of("--file", argument));
                rest.addAll(arguments.subList(0, i));
                rest.addAll(arguments.subList(i + 1, arguments.size()));
                return rest;
            }
        }
        return arguments;
    }

    private static void checkFile(String first) {
        if (first.startsWith("-")) {
            throw ExitException.usage(
                    "the first argument is the option " + first,
                    "a verb or a script comes first",
                    "write for example: slipway FILE plan " + first);
        }
        if (!first.contains(".") && !first.contains("/") && !Files.exists(Path.of(first))) {
            String near = new DidYouMean(Verbs.names())
                    .to(first)
                    .map(verb -> "did you mean '" + verb + "'?")
                    .orElse("verbs are " + String.join(", ", Verbs.names()));
            throw ExitException.usage("'" + first + "' is neither a verb nor a script", "there is no such file", near);
        }
    }
}

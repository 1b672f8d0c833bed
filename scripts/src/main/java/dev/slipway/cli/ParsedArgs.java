package dev.slipway.cli;

import dev.slipway.graph.DidYouMean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was typed after a verb, taken apart: {@code --name value}, {@code --name=value}, {@code -nvalue}, operands. */
final class ParsedArgs {
    private final Map<String, List<String>> values = new HashMap<>();
    private final List<String> operands = new ArrayList<>();

    private ParsedArgs() {}

    static ParsedArgs parse(VerbSpec usage, List<String> arguments) {
        var typed = new ParsedArgs();
        boolean onlyOperands = false;
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (onlyOperands || !argument.startsWith("-") || argument.equals("-")) {
                typed.operands.add(argument);
            } else if (argument.equals("--")) {
                onlyOperands = true;
            } else {
                i += typed.option(
                        usage,
                        argument,
                        i + 1 < arguments.size() ? Optional.of(arguments.get(i + 1)) : Optional.empty());
            }
        }
        if (!typed.has(VerbSpec.HELP)) {
            typed.checkOperands(usage);
        }
        return typed;
    }

    /** Takes an option, and says how many arguments more it took. */
    private int option(VerbSpec usage, String argument, Optional<String> next) {
        int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
        boolean glued = !argument.startsWith("--") && argument.length() > 2;
        String name = equals > 0 ? argument.substring(0, equals) : glued ? argument.substring(0, 2) : argument;
        Flag flag = usage.flag(name).orElseThrow(() -> unknown(usage, name));
        if (!flag.takesValue()) {
            if (equals > 0 || glued) {
                throw misused(usage, "the option " + name + " takes no value", "'" + argument + "' gives it one");
            }
            put(usage, flag, "");
            return 0;
        }
        if (equals > 0 || glued) {
            put(usage, flag, argument.substring(equals > 0 ? equals + 1 : 2));
            return 0;
        }
        put(
                usage,
                flag,
                next.orElseThrow(() -> misused(
                        usage,
                        "the option " + name + " has no value",
                        "it takes " + flag.value() + ", and nothing follows")));
        return 1;
    }

    private void put(VerbSpec usage, Flag flag, String value) {
        List<String> all = values.computeIfAbsent(flag.name(), name -> new ArrayList<>());
        if (!all.isEmpty() && flag.takesValue() && !flag.repeats()) {
            if (all.contains(value)) {
                return; // nobody has to choose
            }
            throw misused(
                    usage,
                    "the option " + flag.name() + " is given twice",
                    "first as '" + all.get(0) + "', then as '" + value + "'");
        }
        all.add(value);
    }

    private void checkOperands(VerbSpec usage) {
        if (operands.size() < usage.least()) {
            throw misused(usage, "'" + usage.verb() + "' needs more", "it takes " + usage.operands());
        } else if (operands.size() > usage.most()) {
            String more = operands.get(usage.most());
            throw misused(
                    usage,
                    "'" + usage.verb() + "' does not take '" + more + "'",
                    usage.operands().isEmpty() ? "nothing is expected there" : "it takes " + usage.operands());
        }
    }

    private static ExitException unknown(VerbSpec usage, String name) {
        var near = new DidYouMean(usage.flags().stream().map(Flag::name).toList())
                .to(name)
                .map(meant -> "did you mean " + meant + "?")
                .orElse("see: slipway " + usage.verb() + " --help");
        return ExitException.usage("there is no option " + name, "'" + usage.verb() + "' does not take it", near);
    }

    private static ExitException misused(VerbSpec usage, String what, String why) {
        return ExitException.usage(what, why, "see: slipway " + usage.verb() + " --help");
    }

    /** The names of all options that were typed. */
    Set<String> given() {
        return values.keySet();
    }

    boolean has(Flag flag) {
        return values.containsKey(flag.name());
    }

    Optional<String> one(Flag flag) {
        List<String> all = values.get(flag.name());
        return all == null ? Optional.empty() : Optional.of(all.get(0));
    }

    List<String> all(Flag flag) {
        return values.getOrDefault(flag.name(), List.of());
    }

    /** A whole number from 1 on. */
    int number(Flag flag, int otherwise) {
        Optional<String> given = one(flag);
        if (given.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(given.get());
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw ExitException.usage(
                flag.name() + " is '" + given.get() + "'", "it takes a number", "give a number from 1 on");
    }

    List<String> operands() {
        return operands;
    }
}

package dev.slipway.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a verb takes.
 *
 * @param operands what stands after the verb without a name, as it is shown: {@code [TASK]...}
 * @param least how many of them there must be
 * @param most how many there may be
 */
record VerbSpec(String verb, String says, boolean script, String operands, int least, int most, List<Flag> flags) {
    static final Flag HELP = Flag.toggle("--help", "Shows this help.").or("-h");

    private static final int COLUMN = 28;

    VerbSpec {
        flags = List.copyOf(flags);
    }

    /** A verb about a script. */
    static VerbSpec ofScript(String verb, String says, List<List<Flag>> groups) {
        var flags = new ArrayList<Flag>();
        for (List<Flag> group : groups) {
            flags.addAll(group);
        }
        flags.addAll(ScriptArgs.FLAGS);
        flags.add(HELP);
        return new VerbSpec(verb, says, true, "", 0, 0, flags);
    }

    /** A verb about something else. */
    static VerbSpec of(String verb, String says, List<Flag> own) {
        var flags = new ArrayList<>(own);
        flags.add(HELP);
        return new VerbSpec(verb, says, false, "", 0, 0, flags);
    }

    VerbSpec taking(String shown, int atLeast, int atMost) {
        return new VerbSpec(verb, says, script, shown, atLeast, atMost, flags);
    }

    Optional<Flag> flag(String typed) {
        for (Flag flag : flags) {
            if (flag.is(typed)) {
                return Optional.of(flag);
            }
        }
        return Optional.empty();
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        String shown = operands.isEmpty() ? "" : " " + operands;
        lines.add("slipway " + (script ? "[FILE] " : "") + verb + shown + " [options]");
        lines.add("");
        lines.add(says);
        lines.add("");
        for (Flag flag : flags) {
            String names = (flag.letter().isEmpty() ? "    " : flag.letter() + ", ") + flag.name();
            String head = "  " + names + (flag.takesValue() ? " " + flag.value() : "");
            lines.add(head
                    + " ".repeat(Math.max(2, COLUMN - head.length()))
                    + flag.says()
                    + (flag.repeats() ? " Repeatable." : ""));
        }
        return lines;
    }
}

package dev.slipway.cli;

import java.util.List;

/** How a run that changes something is agreed to and reported. */
record UpArgs(boolean yes, boolean json, boolean all) {
    private static final Flag YES =
            Flag.toggle("--yes", "Skips the confirmation.").or("-y");
    private static final Flag JSON = Flag.toggle("--json", "Prints events as JSON, one per line.");

    /** The plan in full. */
    static final Flag ALL = Flag.toggle("--all", "Shows every step of the plan and every line of every value.");

    static final List<Flag> FLAGS = List.of(YES, JSON, ALL);

    static UpArgs of(ParsedArgs typed) {
        return new UpArgs(typed.has(YES), typed.has(JSON), typed.has(ALL));
    }
}

package dev.slipway.launch;

import dev.slipway.cli.Cli;
import java.util.Arrays;
import java.util.List;

/** Where the launcher script ends and Java begins. */
public final class Main {
    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(Arrays.asList(arguments)));
    }

    static int run(List<String> arguments) {
        return Cli.ofProcess(CompilerCommand.here()).run(arguments);
    }
}

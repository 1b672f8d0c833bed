package dev.slipway.launch;

import dev.slipway.cli.Cli;
import dev.slipway.model.Hasher;
import dev.slipway.script.Evaluator;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Where the launcher script ends and Java begins. */
public final class Main {
    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.setOut(System.err); // what a script or its tasks print is not what was asked for
        Locale.setDefault(Locale.ROOT); // what a script formats is the same wherever it is evaluated
        int code = run(Arrays.asList(arguments));
        if (Evaluator.hasQuit()) {
            Runtime.getRuntime().halt(code);
        }
        System.exit(code);
    }

    static int run(List<String> arguments) {
        Hasher.lookAhead();
        return Cli.ofProcess(CompilerCommand.here(), CompilerCommand.completer())
                .run(arguments);
    }
}

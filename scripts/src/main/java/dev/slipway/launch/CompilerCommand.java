package dev.slipway.launch;

import dev.slipway.complete.Completer;
import dev.slipway.complete.CompleterProcess;
import dev.slipway.script.CompilerProcess;
import dev.slipway.script.ScriptCompiler;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** How the compiler is started: beside our own jars lie its own, and an archive of its classes if one was made. */
final class CompilerCommand {
    private static final long SECONDS = 300;
    private static final int FIRST_TO_WARN_OF_UNSAFE = 24;

    private CompilerCommand() {}

    static ScriptCompiler here() {
        return new CompilerProcess(command(home(), System.getenv()), seconds(System.getenv()));
    }

    static Completer completer() {
        var environment = System.getenv();
        return new CompleterProcess(command(home(), environment), home().resolve("sources"), seconds(environment));
    }

    private static Path home() {
        return Path.of(System.getProperty("slipway.home", ""));
    }

    static List<String> command(Path home, Map<String, String> environment) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xss16m"));
        command.add("-Xmx" + environment.getOrDefault("SLIPWAY_COMPILER_MEMORY", "1g"));
        if (Runtime.version().feature() >= FIRST_TO_WARN_OF_UNSAFE) {
            command.add("--sun-misc-unsafe-memory-access=allow"); // the compiler maps jars with it
        }
        command.addAll(Archives.use(Archives.here().compiler()));
        command.add("-cp");
        command.add(System.getProperty("java.class.path") + jars(home.resolve("compiler")));
        return command;
    }

    static long seconds(Map<String, String> environment) {
        try {
            return Math.max(1, Long.parseLong(environment.getOrDefault("SLIPWAY_COMPILE_SECONDS", "" + SECONDS)));
        } catch (NumberFormatException e) {
            return SECONDS;
        }
    }

    private static String jars(Path directory) {
        String[] names = directory.toFile().list((dir, name) -> name.endsWith(".jar"));
        if (names == null) {
            return "";
        }
        Arrays.sort(names);
        var path = new StringBuilder();
        for (String name : names) {
            path.append(File.pathSeparator).append(directory.resolve(name));
        }
        return path.toString();
    }
}

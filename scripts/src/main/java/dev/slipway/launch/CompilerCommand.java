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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the compiler is started: beside our own jars lie its own, and an archive of its classes if one was made. */
final class CompilerCommand {
    private static final long SECONDS = 300;
    private static final int FIRST_TO_WARN_OF_UNSAFE = 24;

    /** For a process of two seconds, in which hardly anything runs often: code that is made quickly, and soon. */
    private static final List<String> BRIEF = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:Tier3InvocationThreshold=150",
            "-XX:Tier3MinInvocationThreshold=75",
            "-XX:Tier3CompileThreshold=1500",
            "-XX:+SegmentedCodeCache",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-Xss16m");

    /** What one compilation leaves lying about fits into the space for what is new, and is never tidied up. */
    private static final List<String> ROOMY = List.of("-Xmx1g", "-Xms400m", "-Xmn300m");

    /** Our words and what they are written in; and who would otherwise tell what the resolver of artifacts does. */
    private static final List<String> NEEDED = List.of("slipway-", "kotlin", "slf4j-", "jcl-", "jspecify-");

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
        command.addAll(BRIEF);
        String memory = environment.get("SLIPWAY_COMPILER_MEMORY");
        command.addAll(memory == null ? ROOMY : List.of("-Xmx" + memory));
        if (Runtime.version().feature() >= FIRST_TO_WARN_OF_UNSAFE) {
            command.add("--sun-misc-unsafe-memory-access=allow"); // the compiler maps jars with it
        }
        command.addAll(Archives.use(Archives.here().compiler()));
        command.add("-cp");
        command.add(words(System.getProperty("java.class.path")) + jars(home.resolve("compiler")));
        return command;
    }

    /** What compiling needs of a run: every jar that it does not need would be opened all the same, to look for something. */
    static String words(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator))
                .filter(entry -> {
                    String name = new File(entry).getName();
                    return !name.endsWith(".jar") || NEEDED.stream().anyMatch(name::startsWith);
                })
                .collect(Collectors.joining(File.pathSeparator));
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

package dev.slipway.bench.race;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A program with its arguments and the directory that it runs in. */
public record Command(Path directory, List<String> words) {
    public Command {
        words = List.copyOf(words);
    }

    public static Command in(Path directory, String... words) {
        return new Command(directory, List.of(words));
    }

    /** Whether a program can be found. */
    public static boolean isInstalled(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    /** The same, handed to another program as its last arguments. */
    Command behind(List<String> launcher) {
        var all = new ArrayList<>(launcher);
        all.addAll(words);
        return new Command(directory, all);
    }

    Process start(Path output, Path errors) throws IOException {
        var builder = new ProcessBuilder(words).directory(directory.toFile());
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("CHECKPOINT_DISABLE", "1");
        return builder.redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .redirectInput(new java.io.File("/dev/null"))
                .start();
    }
}

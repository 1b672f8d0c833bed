package dev.slipway.cli;

import dev.slipway.host.KotlinCompiler;
import dev.slipway.probe.KotlinCompleter;
import dev.slipway.project.StandardKinds;
import dev.slipway.script.ScriptCompiler;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The command line in this process, in a directory of its own, with everything that it prints. */
final class Shell {
    private static final KotlinCompiler COMPILER = new KotlinCompiler();
    private static final KotlinCompleter COMPLETER = new KotlinCompleter(
            List.of(new File("../dsl/src/main/kotlin"), new File("../stdlib/words/src/main/kotlin")));

    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private final AtomicInteger compiled = new AtomicInteger();
    private String input = "";
    private boolean terminal;

    Shell(Path directory) {
        this.directory = directory;
        environment.put("SLIPWAY_CACHE", directory.resolve("cache").toString());
        environment.put("SLIPWAY_CONFIG", directory.resolve("config").toString());
        environment.put("NO_COLOR", "1");
    }

    /** What came of a command, with the directory left out of the text. */
    record Result(int code, String out, String err) {}

    Shell with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Shell answering(String line) {
        input = line + "\n";
        terminal = true;
        return this;
    }

    Shell piping(String text) {
        input = text;
        terminal = false;
        return this;
    }

    Path write(String name, String... lines) {
        Path file = directory.resolve(name);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    String read(String name) {
        try {
            return Files.readString(directory.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path(String name) {
        return directory.resolve(name);
    }

    int compiled() {
        return compiled.get();
    }

    Result run(String... typed) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        ScriptCompiler counted = (script, jar) -> {
            compiled.incrementAndGet();
            return COMPILER.compile(script, jar);
        };
        var console = new Console(
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                new BufferedReader(new StringReader(input)),
                terminal,
                false,
                100,
                environment);
        int code = new Cli(new VerbContext.Host(console, counted, COMPLETER, new StandardKinds()))
                .run(Arrays.asList(typed));
        return new Result(code, text(out), text(err));
    }

    /** One output, as the last of all runs recorded it. */
    String output(String script, String name) {
        run(script, "up", "--yes");
        return run(script, "output", name).out();
    }

    private String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8)
                .replace(directory + "/", "")
                .replace(directory.toString(), "DIR");
    }
}

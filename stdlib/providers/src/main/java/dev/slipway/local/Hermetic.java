package dev.slipway.local;

import dev.slipway.model.BoolValue;
import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import dev.slipway.model.ListValue;
import dev.slipway.model.StringValue;
import dev.slipway.model.Value;
import dev.slipway.provide.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Work that sees its declared files, its tools and a read-only system, and nothing else: what it reads beyond that does not
 * exist. Its result depends on nothing that its key does not name, except for the clock, the kernel and the hardware.
 */
record Hermetic(ScriptDirectory place, Fields inputs) {
    static boolean is(Fields inputs) {
        return inputs.get("hermetic") == BoolValue.TRUE;
    }

    /** Whether something tells its result from any other. */
    boolean hasInputs() {
        return inputs.get("files") instanceof Fields files && !files.names().isEmpty();
    }

    /** The key of a result, which is the same on every machine with the same system and tools. */
    Fingerprint key(Fingerprint wanted) {
        var tools = new TreeMap<String, Value>();
        for (Path tool : tools()) {
            tools.put(name(tool), new StringValue(UndeclaredInputs.digest(tool)));
        }
        List<Value> executable = sources().entrySet().stream()
                .filter(file -> Files.isExecutable(file.getValue()))
                .<Value>map(file -> new StringValue(file.getKey()))
                .toList();
        return Hasher.of(new Fields(Map.of(
                "form", new StringValue(Namespaces.FORMAT),
                "inputs", new StringValue(wanted.toString()),
                "executable", new ListValue(executable),
                "tools", new Fields(tools),
                "system", new StringValue(SystemRoot.name(hidden())),
                "platform", new StringValue(System.getProperty("os.arch")))));
    }

    /** A stage with the declared files in it. */
    HermeticStage stage() throws IOException {
        Namespaces.check();
        HermeticStage stage = HermeticStage.below(place);
        try {
            for (var file : sources().entrySet()) {
                stage.add(file.getKey(), file.getValue());
            }
            for (String output : Exec.words(inputs, "outputs")) {
                Path above = Path.of(output).getParent();
                stage.addDirectory(above == null ? "" : above.toString());
            }
            stage.addDirectory(inputs.text("directory"));
            return stage;
        } catch (IOException | RuntimeException e) {
            stage.close();
            throw e;
        }
    }

    /** The words that run the command of this work on a stage. */
    List<String> words(HermeticStage stage) {
        return Namespaces.entering(
                stage, inputs.text("directory"), hidden(), List.copyOf(tools()), Exec.words(inputs, "command"));
    }

    /** The declared files, by their path in there. */
    private Map<String, Path> sources() {
        var sources = new TreeMap<String, Path>();
        if (inputs.get("files") instanceof Fields files) {
            for (var file : files.entries()) {
                String path = Source.of(file.getValue()).map(Source::path).orElse(file.getKey());
                sources.put(path, place.at(path));
            }
        }
        return sources;
    }

    /** Programs that are not part of the system: the command itself, and those that are named. */
    private LinkedHashSet<Path> tools() {
        var named = new ArrayList<>(Exec.words(inputs, "tools"));
        String command = Exec.words(inputs, "command").get(0);
        if (!command.contains("/")) {
            named.add(command);
        }
        var tools = new LinkedHashSet<Path>();
        for (String program : named) {
            if (program.contains("/") || Namespaces.inSystem(program).isEmpty()) {
                tools.add(found(program));
            }
        }
        return tools;
    }

    private Path found(String program) {
        Optional<Path> file = program.contains("/")
                ? Optional.of(place.at(program)).filter(Files::isExecutable)
                : UndeclaredInputs.onPath(program, System.getenv().getOrDefault("PATH", ""));
        return file.map(UndeclaredInputs::real)
                .filter(real -> name(real).equals(name(Path.of(program))))
                .or(() -> file.map(Path::toAbsolutePath))
                .orElseThrow(() -> new Failure.Rejected(
                        "program '" + program + "' not found",
                        program.contains(" ")
                                ? "give the words one by one, command(\"ls\", \"-la\"), or write shell(\"ls -la\")"
                                : "install it, or correct PATH"));
    }

    private static String name(Path program) {
        return String.valueOf(program.getFileName());
    }

    /** The project and the home directory, where they lie inside of the system, such as in /usr/src. */
    private List<Path> hidden() {
        return Stream.of(place.root(), Path.of(System.getProperty("user.home", "/")))
                .filter(Files::isDirectory)
                .map(UndeclaredInputs::real)
                .filter(path -> path.startsWith("/usr") && path.getNameCount() > 1)
                .distinct()
                .sorted()
                .toList();
    }
}

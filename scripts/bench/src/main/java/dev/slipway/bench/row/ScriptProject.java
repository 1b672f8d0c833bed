package dev.slipway.bench.row;

import dev.slipway.bench.Ground;
import dev.slipway.bench.race.Command;
import dev.slipway.bench.race.Run;
import dev.slipway.bench.shape.Mesh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A script, and Slipway as operators start it. */
final class ScriptProject {
    private static final String SCRIPT = "bench.main.kts";
    private static final Path LAUNCHER = Path.of(System.getProperty("bench.house"), "scripts", "slipway");

    private final Path directory;
    private final String home;

    private ScriptProject(Path directory, String home) {
        this.directory = directory;
        this.home = home;
    }

    /** A hundred lines, each of which declares a file. */
    static ScriptProject lines(Ground ground, int count) throws IOException {
        String text = Stream.iterate(1, i -> i + 1)
                .limit(count)
                .map(i -> "val f%d = file(\"out/f%d\") { content = \"number %d\" }".formatted(i, i, i))
                .collect(Collectors.joining("\n", "import dev.slipway.dsl.*\n", "\n"));
        return written(ground, "script-" + count, text);
    }

    /** Tasks that need results of others, as many as the mesh has. */
    static ScriptProject mesh(Ground ground, Mesh mesh) throws IOException {
        String needs = Arrays.stream(mesh.needs())
                .map(row -> Arrays.stream(row).mapToObj(String::valueOf).collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n"));
        return written(ground, "script-" + mesh, """
                import dev.slipway.dsl.*
                val needs = readFile("needs.txt").lines().map { it.split(",").filter(String::isNotEmpty).map(String::toInt) }
                val made = ArrayList<Task>()
                for ((i, from) in needs.withIndex()) {
                    made += task("t$i") {
                        for (need in from) input("t$need", made[need].output("id"))
                        run { output("id", "id of $i") }
                    }
                }
                """, needs);
    }

    private static ScriptProject written(Ground ground, String name, String text, String... more) throws IOException {
        Path directory = ground.fresh(name);
        Files.writeString(directory.resolve(SCRIPT), text);
        if (more.length > 0) {
            Files.writeString(directory.resolve("needs.txt"), more[0]);
        }
        return new ScriptProject(directory, "");
    }

    /** The same script with a Slipway that has no archives of classes. */
    ScriptProject withoutArchives() throws IOException {
        Path installed = LAUNCHER.resolveSibling("target").resolve("slipway");
        Path copy = Files.createDirectories(directory.resolve("home"));
        for (String part : List.of("run", "compiler")) {
            Files.createSymbolicLink(copy.resolve(part), installed.resolve(part));
        }
        try (Stream<Path> files = Files.list(installed)) {
            for (Path archive : files.filter(Files::isRegularFile).toList()) {
                Files.write(copy.resolve(String.valueOf(archive.getFileName())), new byte[0]);
            }
        }
        return new ScriptProject(directory, copy.toString());
    }

    Command slipway(String... verb) {
        return launched(Stream.concat(Stream.of(SCRIPT), Stream.of(verb)));
    }

    /** Asks what may be written where the block of the last line begins. */
    Command complete() throws IOException {
        List<String> lines = Files.readAllLines(directory.resolve(SCRIPT));
        int column = lines.get(lines.size() - 1).indexOf('{') + 3;
        return launched(Stream.of("complete", SCRIPT + ":" + lines.size() + ":" + column));
    }

    private Command launched(Stream<String> arguments) {
        Stream<String> environment = home.isEmpty()
                ? Stream.of("SLIPWAY_CACHE=" + directory.resolve("cache"))
                : Stream.of("SLIPWAY_CACHE=" + directory.resolve("cache"), "SLIPWAY_HOME=" + home);
        Stream<String> words = Stream.concat(Stream.of(LAUNCHER.toString()), arguments);
        return new Command(
                directory,
                Stream.concat(Stream.concat(Stream.of("env"), environment), words)
                        .toList());
    }

    /** Makes all that the script declares, and looks that nothing is left to do. */
    ScriptProject up() {
        Run.of(slipway("up", "--yes"));
        if (!Run.of(slipway("plan")).output().contains("No changes")) {
            throw new IllegalStateException(directory + " is not done after up");
        }
        return this;
    }

    void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    /** A line more, as small as an edit can be. */
    void edit() throws IOException {
        Files.writeString(directory.resolve(SCRIPT), "// " + System.nanoTime() + "\n", StandardOpenOption.APPEND);
    }
}

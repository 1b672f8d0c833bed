package dev.slipway.embed;

import dev.slipway.host.KotlinCompiler;
import dev.slipway.model.InvalidInputException;
import dev.slipway.model.Problem;
import dev.slipway.project.Project;
import dev.slipway.project.StandardKinds;
import dev.slipway.project.Targets;
import dev.slipway.script.ScriptCompiler;
import dev.slipway.script.ScriptFile;
import dev.slipway.script.ScriptInputs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Slipway in a program, and what it is given: a value that each {@code with} makes a changed copy of.
 *
 * <pre>{@code
 * try (Cluster cluster = Slipway.here().with("size", "5").load(Path.of("cluster.main.kts"))) {
 *     Outcome outcome = cluster.apply(cluster.plan());
 * }
 * }</pre>
 */
public final class Slipway {
    private final ScriptInputs given;

    private Slipway(ScriptInputs given) {
        this.given = given;
    }

    /** With the environment variables of this process. */
    public static Slipway here() {
        return new Slipway(new ScriptInputs(Map.of(), Optional.empty(), System.getenv()));
    }

    /** Gives a parameter, as {@code -p name=value} does. */
    public Slipway with(String parameter, String value) {
        var parameters = new HashMap<>(given.parameters());
        parameters.put(parameter, value);
        return new Slipway(new ScriptInputs(parameters, given.environment(), given.variables()));
    }

    /** Chooses the environment, as {@code --env} does. */
    public Slipway environment(String name) {
        return new Slipway(new ScriptInputs(given.parameters(), Optional.of(name), given.variables()));
    }

    /** Sets an environment variable, for what Slipway and secrets read; programs that tasks run get those of the process. */
    public Slipway variable(String name, String value) {
        var variables = new HashMap<>(given.variables());
        variables.put(name, value);
        return new Slipway(new ScriptInputs(given.parameters(), given.environment(), variables));
    }

    /** Compiles, evaluates and checks a script; a {@link InvalidInputException} names everything that is wrong with it. */
    public Cluster load(Path script) {
        var warnings = new ArrayList<Problem>();
        ScriptFile file = ScriptFile.read(script);
        return new Cluster(Project.open(file, given, around(warnings::addAll)), warnings);
    }

    /**
     * Evaluates and checks what a program declares: it says the words of {@code dev.slipway.dsl} in here, on this thread.
     *
     * @param directory where relative paths start, and where the state lies, in {@code .slipway/NAME}
     * @param name as a file may be called
     */
    public Cluster declare(Path directory, String name, Runnable words) {
        if (!name.matches("[A-Za-z0-9_][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException("'" + name + "' is no name for what is declared");
        }
        var warnings = new ArrayList<Problem>();
        Path place = directory.toAbsolutePath().normalize();
        return new Cluster(Project.declared(place, name, given, around(warnings::addAll), words), warnings);
    }

    private static Project.Surroundings around(Consumer<? super List<Problem>> warnings) {
        // Made on need: whoever has compiled the script before does without the compiler.
        ScriptCompiler compiler = (script, jar) -> new KotlinCompiler().compile(script, jar);
        return new Project.Surroundings(
                compiler, new StandardKinds(), warnings, where -> {}, false, Targets.WORLD, false);
    }
}

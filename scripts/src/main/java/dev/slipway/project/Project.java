package dev.slipway.project;

import dev.slipway.apply.Engine;
import dev.slipway.evaluate.Evaluation;
import dev.slipway.evaluate.UntrackedReads;
import dev.slipway.graph.Graph;
import dev.slipway.graph.SchemaCheck;
import dev.slipway.model.Event;
import dev.slipway.model.InvalidInputException;
import dev.slipway.model.Problem;
import dev.slipway.plan.Options;
import dev.slipway.plan.Plan;
import dev.slipway.provide.Registry;
import dev.slipway.script.Loaded;
import dev.slipway.script.ScriptCompiler;
import dev.slipway.script.ScriptFile;
import dev.slipway.script.ScriptInputs;
import dev.slipway.work.Cancel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;

/** Something declared, in a script or in a program, and an engine for it: what everybody starts from. */
public record Project(Workspace workspace, Registry registry, Loaded loaded) implements AutoCloseable {
    /**
     * What is around a project.
     *
     * @param warnings told what does not stop anything
     * @param told where each secret was found, and never its value
     * @param renewing whether what was locked may be looked up again
     * @param stages where it acts
     * @param planning whether the next that is wanted is a plan
     */
    public record Surroundings(
            ScriptCompiler compiler,
            Kinds kinds,
            Consumer<? super List<Problem>> warnings,
            Consumer<? super String> told,
            boolean renewing,
            Targets stages,
            boolean planning) {}

    /** The project of a script; refused with all that is wrong with the script. */
    public static Project open(ScriptFile script, ScriptInputs given, Surroundings around) {
        StateHome home = StateHome.of(script.directory(), script.name());
        Target stage = around.stages().of(home, given.variables());
        Function<String, Workspace> in =
                name -> new Workspace(script.directory(), stage, name, given.variables(), around.told());
        String expected = given.environment().orElse("");
        Workspace guess = in.apply(expected);
        if (around.planning()) {
            guess.lookAhead();
        }
        var lambdas = new LaterLambdas();
        Registry registry = around.kinds().registry(script.directory(), lambdas::find, stage.dialer());
        Loaded loaded = guess.load(script, given, around.compiler(), registry, around.warnings(), around.renewing());
        around.warnings().accept(home.orphans(key -> loaded.graph().indexOf(key) >= 0));
        lambdas.are(loaded.lambdas());
        stage.admit(loaded.graph());
        String environment = loaded.graph().environment();
        stage.states().check(environment, script.name());
        // Which environment is the default, only the script knows.
        return new Project(environment.equals(expected) ? guess : in.apply(environment), registry, loaded);
    }

    /** The project of what a program declares with the words of the language. */
    public static Project declared(
            Path directory, String name, ScriptInputs given, Surroundings around, Runnable words) {
        var evaluation = new Evaluation(
                new UntrackedReads(directory, given.variables()),
                given.parameters(),
                given.environment().orElse(null),
                name);
        Callable<String> declared = () -> {
            words.run();
            return name;
        };
        Graph graph = evaluation.graph(declared);
        Target stage = around.stages().of(StateHome.of(directory, name), given.variables());
        Registry registry = around.kinds()
                .registry(directory, wanted -> evaluation.getLambdas().find(wanted), stage.dialer());
        SchemaCheck.check(graph, registry);
        stage.admit(graph);
        stage.open();
        stage.states().check(graph.environment(), name);
        var workspace = new Workspace(directory, stage, graph.environment(), given.variables(), around.told());
        var loaded = new Loaded(graph, List.of(), "", "", Project::noScript, evaluation::getLambdas);
        return new Project(workspace, registry, loaded);
    }

    private static dev.slipway.script.CompiledScript noScript() {
        throw new InvalidInputException("there is no script", "a program declared this", "make the plan of a script");
    }

    public Graph graph() {
        return loaded.graph();
    }

    /**
     * Makes a plan.
     *
     * @param events hears what is tried again while systems are read
     */
    public Plan plan(Options options, Consumer<? super Event> events) {
        // Evaluating a script takes its time, in which another may have acted.
        boolean quick = loaded.why().isEmpty();
        return engine(events, new Cancel())
                .plan(
                        graph(),
                        quick ? workspace.remembered() : workspace.store().read(),
                        options);
    }

    public Engine engine(Consumer<? super Event> events, Cancel cancel) {
        return workspace.engine(registry, events, cancel);
    }

    /** Why the remote cache could not be used in the runs so far. */
    public List<Problem> cacheProblems() {
        return workspace.traffic().map(ResultCache.Traffic::problems).orElse(List.of());
    }

    @Override
    public void close() {
        workspace.close();
    }
}

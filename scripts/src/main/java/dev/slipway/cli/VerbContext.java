package dev.slipway.cli;

import dev.slipway.apply.Engine;
import dev.slipway.complete.Completer;
import dev.slipway.graph.Graph;
import dev.slipway.model.Event;
import dev.slipway.model.Origin;
import dev.slipway.model.TaskKey;
import dev.slipway.plan.Options;
import dev.slipway.plan.Plan;
import dev.slipway.project.Kinds;
import dev.slipway.project.Project;
import dev.slipway.project.Workspace;
import dev.slipway.provide.Schema;
import dev.slipway.script.Loaded;
import dev.slipway.script.ScriptCompiler;
import dev.slipway.script.ScriptFile;
import dev.slipway.script.ScriptInputs;
import dev.slipway.work.Cancel;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What every verb starts from: a project, and somebody to tell about it. */
final class VerbContext implements AutoCloseable {
    private final Host host;
    private final ScriptFile script;
    private final Project project;
    private final Retries retries;

    private VerbContext(Host host, ScriptFile script, Project project) {
        this.host = host;
        this.script = script;
        this.project = project;
        this.retries = new Retries(host.console());
    }

    /** What the process around us offers. */
    record Host(Console console, ScriptCompiler compiler, Completer completer, Kinds kinds) {
        /** The same in another environment. */
        Host in(Map<String, String> environment) {
            return new Host(console.in(environment), compiler, completer, kinds);
        }

        /** Told where each secret was found, for who wants to see more. */
        Consumer<String> told() {
            boolean debug = console.environment().containsKey(CrashReport.DEBUG);
            return debug ? console.err()::println : line -> {};
        }
    }

    /** A desk to look at systems from, and to act on them. */
    static VerbContext open(Host host, ScriptArgs args) {
        return open(host, args, false);
    }

    /** The same for who wants a plan next. */
    static VerbContext planning(Host host, ScriptArgs args) {
        return open(host, args, true);
    }

    private static VerbContext open(Host host, ScriptArgs args, boolean planning) {
        VerbContext desk = reading(host, args, planning);
        desk.workspace().open();
        return desk;
    }

    /** A desk for who only wants to know what the script says. */
    static VerbContext reading(Host host, ScriptArgs args) {
        return reading(host, args, false);
    }

    private static VerbContext reading(Host host, ScriptArgs args, boolean planning) {
        ScriptFile script = args.script();
        var around = new Project.Surroundings(
                new CompileNotice(host.console(), host.compiler()),
                host.kinds(),
                new ProblemPrinter(host.console())::warnings,
                host.told(),
                args.updateLocks(),
                LabArgs.stages(host.console()),
                planning);
        ScriptInputs given = args.given(host.console().environment());
        Project project = ExitException.with(Exit.REFUSED, () -> Project.open(script, given, around));
        if (!project.loaded().why().isEmpty()) {
            host.told().accept("evaluated, because " + project.loaded().why());
        }
        return new VerbContext(host, script, project);
    }

    Console console() {
        return host.console();
    }

    ScriptFile script() {
        return script;
    }

    Graph graph() {
        return project.graph();
    }

    /** The environment of this run; empty for a script without environments. */
    String environment() {
        return graph().environment();
    }

    Loaded loaded() {
        return project.loaded();
    }

    Workspace workspace() {
        return project.workspace();
    }

    TaskNames keys() {
        return TaskNames.of(graph(), workspace().store(), new Owners(project.registry())::of);
    }

    /** The tasks that a teardown is about: those that are recorded. */
    TaskNames recordedKeys() {
        var origins = new HashMap<TaskKey, Origin>();
        workspace().store().read().records().forEach((key, record) -> origins.put(key, record.origin()));
        return TaskNames.of(origins, new Owners(project.registry())::of);
    }

    /** What a kind declares of its fields. */
    Schema shape(String kind) {
        return project.registry().shape(kind);
    }

    Plan plan(Options options) {
        return project.plan(options, retries);
    }

    /** The run of another that was at work on the state when the plan was begun. */
    Optional<Event.Busy> busy() {
        return retries.busy();
    }

    Engine engine(Consumer<? super Event> events, Cancel cancel) {
        return project.engine(events, cancel);
    }

    @Override
    public void close() {
        project.close();
    }
}

package dev.slipway.cli;

import dev.slipway.graph.Graph;
import dev.slipway.model.Event;
import dev.slipway.plan.Options;
import dev.slipway.plan.Plan;
import dev.slipway.provide.Registry;
import dev.slipway.script.Loaded;
import dev.slipway.script.ScriptCompiler;
import dev.slipway.script.ScriptFile;
import dev.slipway.work.Cancel;
import java.util.function.Consumer;

/** What every verb starts from: a script that was read, its graph, and an engine for it. */
final class Desk implements AutoCloseable {
    private final Host host;
    private final Workspace workspace;
    private final ScriptFile script;
    private final Loaded loaded;
    private final Registry registry;

    private Desk(Host host, Workspace workspace, ScriptFile script, Loaded loaded, Registry registry) {
        this.host = host;
        this.workspace = workspace;
        this.script = script;
        this.loaded = loaded;
        this.registry = registry;
    }

    /** What the process around us offers. */
    record Host(Console console, ScriptCompiler compiler, Kinds kinds) {}

    static Desk open(Host host, ScriptArgs args) {
        ScriptFile script = args.script();
        var environment = host.console().environment();
        StateHome home = StateHome.of(script.directory(), script.name());
        var workspace = new Workspace(home, environment);
        var lambdas = new LaterLambdas();
        Registry registry = host.kinds().registry(script.directory(), lambdas::find);
        var compiler = new Announced(host.console(), host.compiler());
        var complaints = new Complaints(host.console());
        Loaded loaded = Stopped.with(
                Exit.REFUSED,
                () -> workspace.load(
                        script, args.given(environment), compiler, registry, complaints::warnings, args.updateLocks()));
        complaints.warnings(home.orphans());
        if (environment.containsKey(Mishap.DEBUG) && !loaded.why().isEmpty()) {
            host.console().err().println("evaluated, because " + loaded.why());
        }
        lambdas.are(loaded.lambdas());
        return new Desk(host, workspace, script, loaded, registry);
    }

    Console console() {
        return host.console();
    }

    ScriptFile script() {
        return script;
    }

    Graph graph() {
        return loaded.graph();
    }

    Loaded loaded() {
        return loaded;
    }

    Workspace workspace() {
        return workspace;
    }

    Keys keys() {
        return Keys.of(graph(), workspace.store());
    }

    Plan plan(Options options) {
        return engine(event -> {}, new Cancel()).plan(graph(), options);
    }

    dev.slipway.apply.Engine engine(Consumer<? super Event> events, Cancel cancel) {
        return workspace.engine(registry, events, cancel);
    }

    @Override
    public void close() {
        workspace.close();
    }
}

package dev.slipway.cli;

import dev.slipway.dial.Dialer;
import dev.slipway.graph.Graph;
import dev.slipway.graph.GraphCodec;
import dev.slipway.plan.Options;
import dev.slipway.plan.Plan;
import dev.slipway.plan.PlanCodec;
import dev.slipway.plan.Why;
import dev.slipway.project.LaterLambdas;
import dev.slipway.project.StateHome;
import dev.slipway.project.Target;
import dev.slipway.project.Workspace;
import dev.slipway.provide.Registry;
import dev.slipway.provide.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A plan in a file, with the compiled script for the code that its tasks run. The script itself may be gone when it is
 * applied.
 */
final class SavedPlan {
    private final Plan plan;
    private final PlanNote note;
    private final Path file;
    private final PlanBundle packed;

    private SavedPlan(Path file, Plan plan, PlanNote note, PlanBundle packed) {
        this.file = file;
        this.plan = plan;
        this.note = note;
        this.packed = packed;
    }

    static SavedPlan load(Path file) {
        Map<String, byte[]> parts = PlanZip.read(file);
        Plan plan = PlanCodec.decode(file.toString(), parts.getOrDefault(PlanZip.PLAN, new byte[0]));
        PlanNote note = PlanNote.parse(parts.getOrDefault(PlanZip.NOTE, new byte[0]), file);
        return new SavedPlan(file, plan, note, new PlanBundle(parts));
    }

    Plan plan() {
        return plan;
    }

    boolean isRehearsal() {
        return note.rehearsal();
    }

    /** The environment that it was made for; empty for a script without environments. */
    String environment() {
        return note.state();
    }

    /** Which state it is for. */
    String state() {
        String which = plan.lineage().isEmpty() ? "that its first run creates" : plan.lineage();
        return "It is for the state " + which + " in " + note.directory() + ", and for no other.";
    }

    /** What can be asked about: every task by the name that it has, or had before. */
    TaskNames keys(VerbContext.Host host) {
        var keys = new HashSet<>(plan.index().keySet());
        plan.steps().forEach(step -> keys.add(step.movedFrom()));
        return new TaskNames(keys, new Owners(registry(host))::of);
    }

    Why why() {
        var why = Why.of(plan);
        return declared().map(why::knowing).orElse(why);
    }

    private Optional<Graph> declared() {
        return Optional.ofNullable(packed.parts().get(PlanZip.GRAPH))
                .map(bytes -> GraphCodec.decode(file.toString(), bytes));
    }

    /** What nobody can know who has the file alone. */
    List<String> limits() {
        var lines = new ArrayList<String>();
        lines.add("That is what " + file + " says, made from " + note.script()
                + "; what has changed since then is not in it.");
        if (!packed.parts().containsKey(PlanZip.GRAPH)) {
            lines.add("An older Slipway made it, without the declarations: from where a known value comes is a guess.");
        }
        return lines;
    }

    /** What the kinds of the plan declare of their fields; for that, no script and no system is asked. */
    Function<String, Schema> shapes(VerbContext.Host host) {
        return registry(host)::shape;
    }

    private Registry registry(VerbContext.Host host) {
        return host.kinds().registry(note.directory(), new LaterLambdas()::find, Dialer.DIRECT);
    }

    private void tellPlace(Console console) {
        Path beside = file.toAbsolutePath().normalize().getParent();
        if (!note.directory().equals(beside)) {
            console.err().println("The plan is applied to " + note.directory());
            console.err().flush();
        }
    }

    int apply(VerbContext.Host host, Run run, int parallelism) {
        var place = new PlanPlace(note, plan.lineage());
        Path directory = place.of(file).orElseThrow(() -> place.nowhere(file));
        return new SavedPlan(file, plan, note.in(directory), packed).applied(host, run, parallelism);
    }

    private int applied(VerbContext.Host host, Run run, int parallelism) {
        var lambdas = new LaterLambdas();
        lambdas.are(() -> packed.lambdas(note.given(host.console().environment())));
        var environment = host.console().environment();
        note.check(LabArgs.rehearses(environment));
        tellPlace(host.console());
        StateHome home = StateHome.of(note.directory(), note.script());
        Target stage = LabArgs.stages(host.console()).of(home, environment);
        try (var workspace = new Workspace(note.directory(), stage, note.state(), environment, host.told())) {
            stage.states().check(note.state(), note.script());
            workspace.open();
            Registry registry = host.kinds().registry(note.directory(), lambdas::find, stage.dialer());
            Options options = Options.NORMAL.parallelism(parallelism).teardown(note.teardown());
            return run.reporting(workspace::traffic)
                    .apply(
                            (events, cancel) -> workspace.engine(registry, events, cancel),
                            note.state(),
                            registry::shape,
                            plan,
                            options);
        }
    }
}

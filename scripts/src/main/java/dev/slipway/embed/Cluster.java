package dev.slipway.embed;

import dev.slipway.apply.Engine;
import dev.slipway.apply.Outcome;
import dev.slipway.graph.Graph;
import dev.slipway.model.Event;
import dev.slipway.model.Problem;
import dev.slipway.plan.Options;
import dev.slipway.plan.Plan;
import dev.slipway.project.Project;
import dev.slipway.store.LockOwner;
import dev.slipway.work.Cancel;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What was declared, checked and ready to be planned and applied. Its state is found again by the next one. */
public final class Cluster implements AutoCloseable {
    private final Project project;
    private final List<Problem> warnings;
    private final List<Consumer<? super Event>> listeners = new CopyOnWriteArrayList<>();
    private final Cancel cancel = new Cancel();

    Cluster(Project project, List<Problem> warnings) {
        this.project = project;
        this.warnings = List.copyOf(warnings);
    }

    /** The tasks, and what each needs. */
    public Graph graph() {
        return project.graph();
    }

    /** What was noticed so far and did not stop anything, such as a remote cache that could not be used. */
    public List<Problem> warnings() {
        return Stream.concat(warnings.stream(), project.cacheProblems().stream())
                .toList();
    }

    /** Tells a listener all that happens from now on, on whatever thread it happens. Gives this cluster. */
    public Cluster listen(Consumer<? super Event> listener) {
        listeners.add(listener);
        return this;
    }

    /** What would be done about everything. Takes no lock and changes nothing. */
    public Plan plan() {
        return plan(Options.NORMAL);
    }

    /** What would be done, of a part or in another way, such as {@code Options.NORMAL.teardown(true)}. */
    public Plan plan(Options options) {
        return engine().plan(graph(), options);
    }

    /** Does what a plan says and nothing else; a {@link dev.slipway.model.InvalidInputException} if it no longer holds. */
    public Outcome apply(Plan plan) {
        return apply(plan, Options.NORMAL);
    }

    /** The same, for a plan that was made with these options. */
    public Outcome apply(Plan plan, Options options) {
        return engine().apply(plan, options, owner());
    }

    /**
     * Plans, asks and applies, again where something can be planned only after something else was done.
     *
     * @param agreed shown each plan; false ends the run there
     */
    public Outcome up(Options options, Predicate<? super Plan> agreed) {
        return engine().up(graph(), options, owner(), agreed);
    }

    /** Lets a run come to an end: once, nothing new is started; twice, what runs is cancelled. For good, as with Ctrl-C. */
    public void cancel() {
        cancel.stop();
    }

    private Engine engine() {
        return project.engine(event -> listeners.forEach(listener -> listener.accept(event)), cancel);
    }

    private static LockOwner owner() {
        return LockOwner.here("embedded", Clock.systemUTC());
    }

    @Override
    public void close() {
        project.close();
    }
}

package dev.slipway.plan;

import dev.slipway.model.Effect;
import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.Missing;
import dev.slipway.model.Task;
import dev.slipway.model.Value;
import dev.slipway.provide.Containment;
import dev.slipway.store.TaskRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Sees to it that what guards an object is in place before the object is put into force, such as a firewall before its VM is
 * started: the step about the object keeps it out of force, and a second step, after those about its guards, does the rest.
 * The other way round, guards are deleted only after the object was taken out of force.
 *
 * <p>Where no guard changes, nothing is split.
 */
final class GuardedOrder {
    private final PlanContext facts;
    private final PlanBuilder sketch;

    private GuardedOrder(PlanContext facts, PlanBuilder sketch) {
        this.facts = facts;
        this.sketch = sketch;
    }

    static void order(PlanContext facts, PlanBuilder sketch) {
        var guards = new GuardedOrder(facts, sketch);
        var changing = new TreeMap<Integer, List<Integer>>();
        for (int i = 0; i < sketch.steps().size(); i++) {
            Step step = sketch.steps().get(i);
            Optional<Integer> guarded = step.action().changesWorld() ? guards.guarded(step) : Optional.empty();
            if (guarded.isPresent() && step.action() == Action.DELETE) {
                guards.deleteAfter(i, guarded.get());
            } else if (guarded.isPresent()) {
                changing.computeIfAbsent(guarded.get(), on -> new ArrayList<>()).add(i);
            }
        }
        changing.forEach(guards::putIntoForceAfter);
    }

    /** The step of the graph about what an object guards. */
    private Optional<Integer> guarded(Step step) {
        return facts.contents()
                .of(step.key().kind())
                .filter(Containment::guards)
                .flatMap(within -> facts.contents().container(step.key()))
                .flatMap(sketch::number)
                .filter(i -> i < sketch.graph().size());
    }

    private Map<String, Value> held(Step step) {
        return facts.shape(step.key().kind()).lifecycle().held();
    }

    private void deleteAfter(int guard, int guarded) {
        Step step = sketch.steps().get(guarded);
        boolean ends = step.action() == Action.UPDATE
                && held(step).entrySet().stream()
                        .anyMatch(held -> step.changes().stream()
                                .anyMatch(change -> change.path().equals(FieldPath.of(held.getKey()))
                                        && change.after().equals(held.getValue())));
        if (ends) {
            sketch.waitFor(guard, guarded);
        }
    }

    private void putIntoForceAfter(int at, List<Integer> guards) {
        Step whole = sketch.steps().get(at);
        var changes = new ArrayList<Change>();
        held(whole).forEach((input, out) -> begins(whole, input, out).ifPresent(changes::add));
        if (changes.isEmpty()) {
            return;
        }
        Fields heldInputs = whole.task().inputs();
        for (Change change : changes) {
            heldInputs = heldInputs.with(change.path().segments().get(0), change.before());
        }
        var after = new ArrayList<>(guards);
        after.add(at);
        Step first = first(whole, heldInputs, changes);
        int second = sketch.addSecond(second(whole, first, changes), after);
        sketch.replace(at, first);
        int[] dependents = sketch.dependents(at);
        for (int dependent : dependents) {
            if (!guards.contains(dependent)) {
                sketch.waitFor(dependent, second);
            }
        }
    }

    /** How a step puts its object into force by one input: from the value that holds it to the one that is declared. */
    private static Optional<Change> begins(Step step, String input, Value out) {
        FieldPath path = FieldPath.of(input);
        Value wanted = step.task().inputs().get(input);
        boolean isNew = step.action() == Action.CREATE || step.action() == Action.REPLACE;
        boolean isChanged = (step.action() == Action.UPDATE || step.action() == Action.ADOPT)
                && step.changes().stream().anyMatch(change -> change.path().equals(path) && !isOut(change, out));
        return wanted != Missing.ABSENT && !wanted.equals(out) && (isNew || isChanged)
                ? Optional.of(new Change(path, out, wanted, false, false))
                : Optional.empty();
    }

    private static boolean isOut(Change change, Value out) {
        return change.after().equals(out);
    }

    /** All that the step does but to put its object into force; that may be nothing. */
    private static Step first(Step whole, Fields inputs, List<Change> held) {
        Task task = new Effect(whole.key(), inputs, whole.task().rules(), whole.origin());
        var rest = whole.changes().stream()
                .filter(change -> held.stream().noneMatch(one -> one.path().equals(change.path())))
                .toList();
        Step first = new Step(task, whole.version(), whole.decision(), whole.basis()).changing(rest);
        if (whole.action() != Action.UPDATE) {
            return first;
        } else if (!rest.isEmpty()) {
            return rest.stream().anyMatch(Change::isSure) ? first : first.unsure();
        }
        TaskRecord was = whole.before().orElseThrow();
        Action only = whole.isMove() ? Action.NOTE : Action.SKIP;
        return Step.of(whole.isMove() ? task : whole.task(), whole.version(), only, Cause.UNCHANGED)
                .from(was)
                .moving(was.key())
                .because(whole.isMove() ? Cause.MOVED : Cause.UNCHANGED);
    }

    private static Step second(Step whole, Step first, List<Change> held) {
        if (first.action() == Action.SKIP) {
            return whole; // it is all that is to be done
        }
        Step second = Step.of(whole.task(), whole.version(), Action.UPDATE, Cause.GUARDED)
                .changing(held);
        return whole.before().map(second::from).orElse(second);
    }
}

package dev.slipway.apply;

import dev.slipway.model.DriftPolicy;
import dev.slipway.model.Effect;
import dev.slipway.model.Fields;
import dev.slipway.model.Fingerprint;
import dev.slipway.model.Hasher;
import dev.slipway.plan.Action;
import dev.slipway.plan.Cause;
import dev.slipway.plan.Change;
import dev.slipway.plan.Diff;
import dev.slipway.plan.RetainedResources;
import dev.slipway.plan.Step;
import dev.slipway.plan.UpdateTarget;
import dev.slipway.provide.Failure;
import dev.slipway.provide.ObjectRef;
import dev.slipway.provide.ObservedObject;
import dev.slipway.provide.Operation;
import dev.slipway.provide.Resource;
import dev.slipway.store.DesiredState;
import dev.slipway.store.Entry;
import dev.slipway.store.FileStamp;
import dev.slipway.store.LazyFields;
import dev.slipway.store.TaskRecord;
import dev.slipway.store.TaskResult;
import dev.slipway.work.PrioritizedGate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Carries out one step on the world. Whatever the step, it comes down to deeds, each with its intent made durable before
 * and its end journalled after; see {@link JournaledOperation}.
 */
final class EffectRun {
    private final ApplyContext round;
    private final int number;
    private final Step step;
    private final PrioritizedGate flights;
    private final Effect task;
    private final Resource resource;
    private final Fields inputs;
    private final Fingerprint wanted;
    private final List<FileStamp> stamps;
    /** The object as it was right before it was acted on, if it had to be read then. */
    private volatile @Nullable ObservedObject latest;

    EffectRun(ApplyContext round, int number, Step step, PrioritizedGate flights) {
        this.round = round;
        this.flights = flights;
        this.number = number;
        this.step = step;
        boolean going = step.action() == Action.DELETE || step.action() == Action.FORGET;
        this.inputs = going ? step.task().inputs() : round.inputs(step);
        this.task = new Effect(step.key(), inputs, step.task().rules(), step.origin());
        this.resource = round.registry.resource(task.key().kind());
        this.stamps = going ? List.of() : round.stamps(inputs);
        this.wanted = Hasher.spare(hasher -> hasher.task(task.key().kind(), step.version(), inputs));
    }

    /** Completes with true when nothing was to be done. */
    CompletionStage<Boolean> run() {
        if (step.isMove() && step.action() != Action.DELETE) {
            round.append(new Entry.Moved(step.movedFrom(), task.key()));
        }
        return switch (step.action()) {
            case CREATE -> createNew();
            case ADOPT -> adopt();
            case UPDATE, REPLACE -> bringInLine();
            case DELETE -> delete();
            case NOTE -> note();
            case FORGET -> {
                round.append(new Entry.Forgot(task.key()));
                yield CompletableFuture.completedFuture(false);
            }
            default -> throw new IllegalStateException(step.action() + " is nothing to carry out");
        };
    }

    private TaskRecord before() {
        return isSecond()
                ? round.record(task.key()).orElseThrow()
                : step.before().orElseThrow().as(task.key());
    }

    /** It goes on from where an earlier step of this plan has left the object. */
    private boolean isSecond() {
        return step.cause() == Cause.GUARDED;
    }

    /** The record as it will be, once the object is as wanted. */
    private TaskRecord next(String id, Fields outputs, List<String> leftovers) {
        LazyFields held = LazyFields.of(inputs);
        var wish = new DesiredState(
                DesiredState.Sort.EFFECT, wanted, held, stamps, round.needs(number), task.rules(), task.origin());
        return new TaskRecord(task.key(), wish, TaskResult.expected(id, LazyFields.of(outputs), leftovers));
    }

    /** Looks first: when the plan was made, its inputs may not have been known, or somebody has been faster since. */
    private CompletionStage<Boolean> createNew() {
        List<String> leftovers = step.before().map(TaskRecord::leftovers).orElse(List.of());
        var subject = new ObjectRef(task.key(), "", inputs, Fields.NONE);
        return round.caller
                .look(task.key(), task.rules(), ticket -> resource.read(subject, ticket))
                .thenCompose(found -> {
                    if (found.isEmpty() || leftovers.contains(found.get().id())) {
                        return create(creation(leftovers)).thenApply(done -> false);
                    }
                    return takeOverUnplanned(found.get());
                });
    }

    /** While its inputs were not known, nobody could look; what may be adopted is adopted now. */
    private CompletionStage<Boolean> takeOverUnplanned(ObservedObject found) {
        var changes = Diff.between(found.actual(inputs), inputs, resource.shape());
        boolean fits = changes.stream().noneMatch(Change::replaces);
        if (!task.rules().adopt() || step.task().inputs().isKnown() || !fits) {
            throw new Failure.Conflict(
                    task.key() + " exists already as " + found.id() + ", and Slipway did not make it",
                    "plan again: allow adopting it, or choose another name");
        }
        return takeOver(found, changes, Precondition::none);
    }

    private JournaledOperation creation(List<String> leftovers) {
        return new JournaledOperation(round, flights, task, Operation.CREATE, next("", Fields.NONE, leftovers));
    }

    private CompletionStage<Void> create(JournaledOperation deed) {
        if (step.action() == Action.REPLACE) {
            round.replaced(task.key());
        }
        return deed.run(ticket -> resource.create(inputs, ticket).thenApply(Optional::of))
                .thenAccept(this::finish);
    }

    /** Looked at twice where it is to be changed as well: before it is taken over, and when its change has its turn. */
    private CompletionStage<Boolean> adopt() {
        ObservedObject seen = step.seen().orElseThrow();
        return round.caller
                .look(
                        task.key(),
                        task.rules(),
                        ticket -> unchanged().check(ticket).thenApply(met -> true))
                .thenCompose(met -> takeOver(seen, step.changes(), unchanged()));
    }

    private CompletionStage<Boolean> takeOver(ObservedObject seen, List<Change> changes, Condition condition) {
        TaskRecord adopted = next(seen.id(), seen.fields(), List.of()).seen(seen);
        if (changes.isEmpty()) {
            round.append(new Entry.Done(adopted));
            round.came(task.key(), seen.fields());
            return CompletableFuture.completedFuture(false);
        }
        Fields actual = seen.actual(inputs);
        round.append(new Entry.Done(adopted.declared(actual, Fingerprint.ZERO)));
        return update(adopted, actual, seen.fields(), condition).thenApply(done -> false);
    }

    /** An update or a replacement: by now all inputs are known, so it may be less than the plan feared; never more. */
    private CompletionStage<Boolean> bringInLine() {
        if (step.action() == Action.REPLACE && round.record(task.key()).isEmpty()) {
            return createNew(); // its former object was taken down already, for what it stood on was to go too
        }
        TaskRecord before = before();
        List<Change> changes = remaining(before);
        boolean forced = step.cause() == Cause.FORCED || isContainerReplaced();
        if (changes.isEmpty() && !forced) {
            return note().thenApply(noted -> true);
        }
        boolean replaces = forced || changes.stream().anyMatch(Change::replaces);
        if (replaces && step.action() != Action.REPLACE) {
            throw new Failure.Conflict(
                    task.key() + " would now have to be replaced, which the plan did not say", "plan again");
        }
        if (replaces) {
            return replace(before).thenApply(done -> false);
        }
        Fields world = step.seen().map(ObservedObject::fields).orElse(before.produced());
        Condition condition = isSecond() ? Precondition::none : unchanged();
        return update(before, before.declared(), world, condition).thenApply(done -> false);
    }

    private boolean isContainerReplaced() {
        return step.cause() == Cause.CONTAINER_REPLACED && round.isContainerReplaced(task.key());
    }

    /** What still differs now that everything is known: the plan's drift, and the declaration against the record. */
    private List<Change> remaining(TaskRecord before) {
        var changes =
                new ArrayList<>(step.changes().stream().filter(Change::drift).toList());
        Fields recorded = RetainedResources.declared(before, resource.shape());
        for (Change change : Diff.between(recorded, inputs, resource.shape())) {
            if (task.rules().driftOf(change.path()) != DriftPolicy.IGNORE && !change.isWay(resource.shape())) {
                changes.add(change);
            }
        }
        return changes;
    }

    private CompletionStage<Void> update(TaskRecord before, Fields declaredBefore, Fields world, Condition condition) {
        var deed = new JournaledOperation(
                round, flights, task, Operation.UPDATE, next(before.id(), world, before.leftovers()));
        return deed.onlyIf(condition)
                .run(ticket -> {
                    ObservedObject seen = latest;
                    Fields now = seen == null ? world : seen.fields();
                    var subject = new ObjectRef(task.key(), before.id(), before.declared(), now);
                    return resource.update(subject, UpdateTarget.of(task, declaredBefore, now), ticket)
                            .thenApply(Optional::of);
                })
                .thenAccept(this::finish);
    }

    private CompletionStage<Void> replace(TaskRecord before) {
        if (task.rules().createFirst()) {
            var leftovers = new ArrayList<>(before.leftovers());
            leftovers.add(before.id());
            return create(creation(leftovers).onlyIf(present()));
        }
        return remove(before, before.subject(), present()).thenCompose(gone -> {
            round.deleted(task.key());
            return create(creation(before.leftovers()).begun());
        });
    }

    private CompletionStage<Boolean> delete() {
        if (step.leftover().isEmpty()) {
            return remove(before(), before().subject(), unchanged()).thenApply(gone -> {
                round.deleted(task.key());
                return false;
            });
        }
        Optional<TaskRecord> now = round.record(task.key());
        boolean listed =
                now.map(record -> record.leftovers().contains(step.leftover())).orElse(false);
        boolean last = !listed
                && now.map(record -> record.id().equals(step.leftover())).orElse(false);
        // A file that is created anew has the identity of the file before: the former object is its own successor.
        boolean successor = step.cause() == Cause.LEFTOVER && before().id().equals(step.leftover());
        if (!listed && (!last || successor)) {
            return CompletableFuture.completedFuture(true);
        }
        var former = new ObjectRef(task.key(), step.leftover(), task.inputs(), before().produced());
        Condition condition = step.cause() == Cause.LEFTOVER ? Precondition::none : unchanged();
        return remove(before().withId(step.leftover()), former, condition).thenApply(gone -> {
            if (last) {
                round.deleted(task.key());
                return false;
            }
            TaskRecord record = round.record(task.key()).orElseThrow();
            round.append(new Entry.Done(record.leaving(record.leftovers().stream()
                    .filter(id -> !id.equals(step.leftover()))
                    .toList())));
            return false;
        });
    }

    /** That the object is still what the plan was made for. */
    private Condition unchanged() {
        return new Precondition(resource, step, seen -> latest = seen, this::lookCloser);
    }

    /** The same of what is replaced; what went with its container is nobody's any more. */
    private Condition present() {
        return isContainerReplaced() ? Precondition::none : unchanged();
    }

    /** Had the plan looked at all of it, it would know; so the next one does, and does not come to the same end. */
    private void lookCloser() {
        round.record(task.key()).ifPresent(record -> round.append(new Entry.Done(record.unproven())));
    }

    private CompletionStage<Optional<ObservedObject>> remove(
            TaskRecord record, ObjectRef subject, Condition condition) {
        return new JournaledOperation(round, flights, task, Operation.DELETE, record)
                .onlyIf(condition)
                .run(ticket -> resource.delete(subject, ticket).thenApply(gone -> Optional.empty()));
    }

    /** Only what is remembered changes; the object was found to be as it should. */
    private CompletionStage<Boolean> note() {
        TaskRecord before = before();
        var noted = new TaskRecord(
                task.key(), next(before.id(), before.produced(), List.of()).wanted(), before.found());
        TaskRecord record = step.seen().map(noted::seen).orElse(noted);
        round.append(new Entry.Done(record));
        round.came(task.key(), record.produced());
        return CompletableFuture.completedFuture(false);
    }

    private void finish(Optional<ObservedObject> seen) {
        seen.ifPresent(object -> round.came(task.key(), object.fields()));
    }
}

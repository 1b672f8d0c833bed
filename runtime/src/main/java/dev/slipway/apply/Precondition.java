package dev.slipway.apply;

import dev.slipway.model.DriftPolicy;
import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.TaskOptions;
import dev.slipway.plan.Action;
import dev.slipway.plan.Change;
import dev.slipway.plan.Diff;
import dev.slipway.plan.Step;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Failure;
import dev.slipway.provide.LookDepth;
import dev.slipway.provide.ObjectRef;
import dev.slipway.provide.ObservedObject;
import dev.slipway.provide.Resource;
import dev.slipway.provide.Schema;
import dev.slipway.provide.Token;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Looks once more, right before acting: is the object still what the plan was made for? If somebody was faster, the step
 * fails and says so; nothing is adapted without the operator.
 *
 * <p>An equal token proves that nothing has changed. An unequal one proves nothing: then the object is read, and its
 * fields decide. Those that others may change, and those that say where the object is, do not count.
 *
 * <p>It is part of the call that acts, so that no waiting for a turn comes between the look and the act.
 */
final class Precondition implements Condition {
    private final Resource resource;
    private final Step step;
    private final ObjectRef subject;
    private final Map<LookDepth, Token> assumed;
    private final Consumer<ObservedObject> found;
    private final Runnable otherwise;

    /**
     * Of a step.
     *
     * @param found takes the object as it is now, where it had to be read
     * @param otherwise what is to be done where it does not hold
     */
    Precondition(Resource resource, Step step, Consumer<ObservedObject> found, Runnable otherwise) {
        this.found = found;
        this.otherwise = otherwise;
        this.resource = resource;
        this.step = step;
        this.subject =
                step.before().map(before -> before.as(step.key()).subject()).orElseGet(() -> found(step));
        this.assumed = step.seen()
                .map(ObservedObject::tokens)
                .orElseGet(() -> step.before().orElseThrow().tokens());
    }

    /** What is to be adopted is not recorded yet; it was seen. */
    private static ObjectRef found(Step step) {
        ObservedObject seen = step.seen().orElseThrow();
        return new ObjectRef(step.key(), seen.id(), step.task().inputs(), seen.fields());
    }

    static CompletionStage<Void> none(CallContext ticket) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> check(CallContext ticket) {
        Token object = assumed.get(LookDepth.OBJECT);
        if (object == null) {
            return full(ticket);
        }
        return resource.token(subject, ticket)
                .thenCompose(now -> now.isPresent() && now.get().equals(object)
                        ? CompletableFuture.<Void>completedFuture(null)
                        : full(ticket));
    }

    private CompletionStage<Void> full(CallContext ticket) {
        return resource.read(subject, ticket).thenAccept(this::compare);
    }

    private void compare(Optional<ObservedObject> now) {
        if (now.isEmpty() && step.action() != Action.DELETE) {
            otherwise.run();
            throw new Failure.Conflict(step.key() + " has been deleted since the plan was made", "plan again");
        }
        now.ifPresent(seen -> {
            if (!isAsPlanned(seen)) {
                otherwise.run();
                throw new Failure.Conflict(
                        step.key() + " has been changed since the plan was made" + changed(seen), "plan again");
            }
            found.accept(seen);
        });
    }

    private boolean isAsPlanned(ObservedObject now) {
        Token full = assumed.get(LookDepth.FULL);
        if (full == null || full.equals(now.tokens().get(LookDepth.FULL))) {
            return true;
        }
        // A token that is not of the fields knows of more than they show.
        return full.equals(ObservedObject.fullToken(planned()))
                && differences(now).isEmpty();
    }

    private Fields planned() {
        return step.seen()
                .map(ObservedObject::fields)
                .orElseGet(() -> step.before().orElseThrow().produced());
    }

    private List<FieldPath> differences(ObservedObject now) {
        Schema shape = resource.shape();
        TaskOptions rules = step.task().rules();
        return Diff.between(planned(), now.fields(), shape).stream()
                .map(Change::path)
                .filter(path -> rules.driftOf(path) == DriftPolicy.REVERT)
                .filter(path ->
                        !shape.lifecycle().movable().contains(path.segments().get(0)))
                .toList();
    }

    private String changed(ObservedObject now) {
        return differences(now).stream()
                .map(FieldPath::toString)
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(", "), names -> names.isEmpty() ? "" : ": " + names));
    }
}

package dev.slipway.apply;

import dev.slipway.model.Drift;
import dev.slipway.model.FieldPath;
import dev.slipway.model.Fields;
import dev.slipway.model.Rules;
import dev.slipway.plan.Action;
import dev.slipway.plan.Change;
import dev.slipway.plan.Diff;
import dev.slipway.plan.Step;
import dev.slipway.provide.Failure;
import dev.slipway.provide.Resource;
import dev.slipway.provide.Rung;
import dev.slipway.provide.Seen;
import dev.slipway.provide.Shape;
import dev.slipway.provide.Subject;
import dev.slipway.provide.Ticket;
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
    private final Subject subject;
    private final Map<Rung, Token> assumed;
    private final Consumer<Seen> found;
    private final Runnable otherwise;

    /**
     * Of a step.
     *
     * @param found takes the object as it is now, where it had to be read
     * @param otherwise what is to be done where it does not hold
     */
    Precondition(Resource resource, Step step, Consumer<Seen> found, Runnable otherwise) {
        this.found = found;
        this.otherwise = otherwise;
        this.resource = resource;
        this.step = step;
        this.subject =
                step.before().map(before -> before.as(step.key()).subject()).orElseGet(() -> found(step));
        this.assumed = step.seen()
                .map(Seen::tokens)
                .orElseGet(() -> step.before().orElseThrow().tokens());
    }

    /** What is to be adopted is not recorded yet; it was seen. */
    private static Subject found(Step step) {
        Seen seen = step.seen().orElseThrow();
        return new Subject(step.key(), seen.id(), step.task().inputs(), seen.fields());
    }

    static CompletionStage<Void> none(Ticket ticket) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> check(Ticket ticket) {
        Token object = assumed.get(Rung.OBJECT);
        if (object == null) {
            return full(ticket);
        }
        return resource.token(subject, ticket)
                .thenCompose(now -> now.isPresent() && now.get().equals(object)
                        ? CompletableFuture.<Void>completedFuture(null)
                        : full(ticket));
    }

    private CompletionStage<Void> full(Ticket ticket) {
        return resource.read(subject, ticket).thenAccept(this::compare);
    }

    private void compare(Optional<Seen> now) {
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

    private boolean isAsPlanned(Seen now) {
        Token full = assumed.get(Rung.FULL);
        if (full == null || full.equals(now.tokens().get(Rung.FULL))) {
            return true;
        }
        // A token that is not of the fields knows of more than they show.
        return full.equals(Seen.fullToken(planned())) && differences(now).isEmpty();
    }

    private Fields planned() {
        return step.seen()
                .map(Seen::fields)
                .orElseGet(() -> step.before().orElseThrow().produced());
    }

    private List<FieldPath> differences(Seen now) {
        Shape shape = resource.shape();
        Rules rules = step.task().rules();
        return Diff.between(planned(), now.fields(), shape).stream()
                .map(Change::path)
                .filter(path -> rules.driftOf(path) == Drift.REVERT)
                .filter(path ->
                        !shape.lifecycle().movable().contains(path.segments().get(0)))
                .toList();
    }

    private String changed(Seen now) {
        return differences(now).stream()
                .map(FieldPath::toString)
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(", "), names -> names.isEmpty() ? "" : ": " + names));
    }
}

package dev.slipway.apply;

import dev.slipway.plan.Action;
import dev.slipway.plan.Step;
import dev.slipway.provide.Failure;
import dev.slipway.provide.Resource;
import dev.slipway.provide.Rung;
import dev.slipway.provide.Seen;
import dev.slipway.provide.Subject;
import dev.slipway.provide.Ticket;
import dev.slipway.provide.Token;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Looks once more, right before acting: is the object still what the plan was made for? If somebody was faster, the step
 * fails and says so; nothing is adapted behind the operator's back.
 *
 * <p>It is part of the call that acts, so that no waiting for a turn comes between the look and the act.
 */
final class Precondition implements Condition {
    private final Resource resource;
    private final Step step;
    private final Subject subject;
    private final Map<Rung, Token> assumed;
    private final Runnable otherwise;

    /**
     * Of a step.
     *
     * @param otherwise what is to be done where it does not hold
     */
    Precondition(Resource resource, Step step, Runnable otherwise) {
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
        Token full = assumed.get(Rung.FULL);
        if (now.isEmpty() && step.action() != Action.DELETE) {
            otherwise.run();
            throw new Failure.Conflict(step.key() + " has been deleted since the plan was made", "plan again");
        } else if (now.isPresent()
                && full != null
                && !full.equals(now.get().tokens().get(Rung.FULL))) {
            otherwise.run();
            throw new Failure.Conflict(step.key() + " has been changed since the plan was made", "plan again");
        }
    }
}

package dev.slipway.apply;

import dev.slipway.plan.Action;
import dev.slipway.plan.Step;
import dev.slipway.provide.Failure;
import dev.slipway.provide.Resource;
import dev.slipway.provide.Rung;
import dev.slipway.provide.Seen;
import dev.slipway.provide.Subject;
import dev.slipway.provide.Token;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Looks once more, right before acting: is the object still what the plan was made for? If somebody was faster, the step
 * fails and says so; nothing is adapted behind the operator's back.
 */
final class Precondition {
    private final Round round;
    private final Resource resource;
    private final Step step;
    private final Subject subject;
    private final Map<Rung, Token> assumed;

    Precondition(Round round, Resource resource, Step step) {
        this.round = round;
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

    CompletionStage<Void> check() {
        Token object = assumed.get(Rung.OBJECT);
        if (object == null) {
            return full();
        }
        return round.caller
                .look(step.key(), step.task().rules(), ticket -> resource.token(subject, ticket))
                .thenCompose(now -> now.isPresent() && now.get().equals(object)
                        ? CompletableFuture.<Void>completedFuture(null)
                        : full());
    }

    private CompletionStage<Void> full() {
        return round.caller
                .look(step.key(), step.task().rules(), ticket -> resource.read(subject, ticket))
                .thenAccept(this::compare);
    }

    private void compare(Optional<Seen> now) {
        Token full = assumed.get(Rung.FULL);
        if (now.isEmpty() && step.action() != Action.DELETE) {
            throw new Failure.Conflict(step.key() + " has been deleted since the plan was made", "plan again");
        } else if (now.isPresent()
                && full != null
                && !full.equals(now.get().tokens().get(Rung.FULL))) {
            throw new Failure.Conflict(step.key() + " has been changed since the plan was made", "plan again");
        }
    }
}

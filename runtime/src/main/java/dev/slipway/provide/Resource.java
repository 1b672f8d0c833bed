package dev.slipway.provide;

import dev.slipway.model.Fields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The code for an {@link dev.slipway.model.Effect} kind: how one sort of object is seen, made, changed, removed and, after
 * a crash, found again.
 *
 * <p>What the engine promises:
 *
 * <ul>
 *   <li>an intent is durable before {@code create}, {@code update} or {@code delete} is called;
 *   <li>no two calls for one task overlap;
 *   <li>looking stops at the first rung that matches the record, and nothing is looked at twice in a run.
 * </ul>
 *
 * <p>What a resource must keep:
 *
 * <ul>
 *   <li>the fields that it reports have the names of the inputs they answer to, so that the engine can compare them;
 *   <li>{@code recover} finds the object of an unfinished {@code create} by its name or by the ticket's idempotency key;
 *       this is what makes it safe to be killed at any moment;
 *   <li>what is secret of an object is reported as a concealed secret or not at all: fields are fingerprinted and kept;
 *   <li>failures are thrown as {@link Failure}: what is not known to be harmless is {@link Failure.InDoubt}.
 * </ul>
 */
public non-sealed interface Resource extends Provider {
    /** The listing that shows this object among others, if there is one: a single request that answers for all. */
    default Optional<Listing> listing(ObjectRef subject) {
        return Optional.empty();
    }

    /** Every object of a listing: its id and a token that changes when the object does. */
    default CompletionStage<Map<String, Token>> list(Listing listing, CallContext ticket) {
        return CompletableFuture.completedFuture(Map.of());
    }

    /** The same where a listing can only be asked by name: of each of these it was said that the listing shows it. */
    default CompletionStage<Map<String, Token>> list(Listing listing, List<ObjectRef> subjects, CallContext ticket) {
        return list(listing, ticket);
    }

    /** A cheap token of one object, or empty when the system has none to offer short of a full read. */
    default CompletionStage<Optional<Token>> token(ObjectRef subject, CallContext ticket) {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    /** Reads the object in full. A subject without id is looked up by its inputs. Empty: it does not exist. */
    CompletionStage<Optional<ObservedObject>> read(ObjectRef subject, CallContext ticket);

    /** Looks as hard as it can: connects, resolves, logs in. Only on request. */
    default CompletionStage<Optional<ObservedObject>> verify(ObjectRef subject, CallContext ticket) {
        return read(subject, ticket);
    }

    /**
     * Looks, before anything is changed, for what stands in the way of steps of a plan: a privilege that is missing, a host
     * without room. Asked once for all steps of the kind, and all that is found is told before the first is taken.
     */
    default CompletionStage<List<Obstacle>> foresee(List<PlannedStep> steps, CallContext ticket) {
        return CompletableFuture.completedFuture(List.of());
    }

    /**
     * What an earlier version of this code recorded of an object, as this version would have recorded the same object; empty
     * where it would have recorded the same.
     */
    default Optional<ObjectRef> upgraded(ObjectRef recorded) {
        return Optional.empty();
    }

    CompletionStage<ObservedObject> create(Fields desired, CallContext ticket);

    /** Brings the object from what the subject says to what is desired, in place. */
    CompletionStage<ObservedObject> update(ObjectRef subject, Fields desired, CallContext ticket);

    /** Removes the object. One that is gone already is success. */
    CompletionStage<Void> delete(ObjectRef subject, CallContext ticket);

    /**
     * After a crash or a lost answer: what came of the doubtful step? Empty: the object does not exist. Asked only by
     * whoever holds the lock of the state, so it may end programs that still run and mark what was made.
     */
    default CompletionStage<Optional<ObservedObject>> recover(InterruptedOperation doubt, CallContext ticket) {
        return read(doubt.subject(), ticket);
    }
}

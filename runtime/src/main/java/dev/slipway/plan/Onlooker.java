package dev.slipway.plan;

import dev.slipway.model.TaskKey;
import dev.slipway.store.LockOwner;
import dev.slipway.store.PendingIntent;
import dev.slipway.store.Snapshot;
import dev.slipway.store.StateStore;
import dev.slipway.store.TaskRecord;
import dev.slipway.store.Writer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Plans without the lock of the state, beside a run that may be at work. What that run does is neither drift nor somebody
 * else's, and what was interrupted is left for the next run to settle.
 */
public final class Onlooker {
    /** For whoever holds the lock: nobody else is at work. */
    public static final Onlooker NONE = new Onlooker(null, Snapshot.empty(""));

    private static final String CHANGED = "another run has changed it while this plan was made";

    private final @Nullable StateStore store;
    private final Snapshot first;
    private Snapshot latest;

    private Onlooker(@Nullable StateStore store, Snapshot first) {
        this.store = store;
        this.first = first;
        this.latest = first;
    }

    /** Looks on at a state of which this is known. */
    public static Onlooker at(StateStore store, Snapshot known) {
        return new Onlooker(store, known);
    }

    /** The step on a task whose intent is open. */
    Step open(Step step) {
        if (store == null) {
            return step.as(Action.HOLD, Cause.UNSEEN).noting("an interrupted step on it could not be settled");
        }
        Optional<Writer> writer = store.writer();
        if (writer.isEmpty() && !hasMoved()) {
            return step.as(Action.HOLD, Cause.INTERRUPTED).noting(Cause.INTERRUPTED.text());
        }
        return step.as(Action.HOLD, Cause.UNDER_WAY)
                .noting(writer.map(Onlooker::applied).orElse(CHANGED));
    }

    /** The step where the world is not as this plan's record says because a run has just acted on it, or is acting. */
    Optional<Step> meanwhile(Step step) {
        if (store == null) {
            return Optional.empty();
        }
        TaskKey key = step.before().map(TaskRecord::key).orElse(step.key());
        Optional<Writer> writer = store.writer();
        synchronized (this) {
            if (!hasMoved(key) && (writer.isPresent() || latest.sequence() != first.sequence())) {
                latest = store.read();
            }
            if (!hasMoved(key)) {
                return Optional.empty();
            }
        }
        String note = writer.map(Onlooker::applied).orElse(CHANGED);
        return Optional.of(step.as(Action.HOLD, Cause.UNDER_WAY).noting(note));
    }

    private boolean hasMoved(TaskKey key) {
        Optional<PendingIntent> open = Optional.ofNullable(latest.doubts().get(key));
        return !latest.record(key).equals(first.record(key))
                || (open.isPresent()
                        && !open.equals(Optional.ofNullable(first.doubts().get(key))));
    }

    /** Whether another run has written since this plan was begun. */
    public boolean hasMoved() {
        return store != null && store.read().sequence() != first.sequence();
    }

    private static String applied(Writer writer) {
        LockOwner owner = writer.owner();
        return "being applied by pid " + owner.pid();
    }
}

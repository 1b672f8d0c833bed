package dev.slipway.plan;

import dev.slipway.model.Task;
import dev.slipway.observe.LocalFiles;
import dev.slipway.observe.Observation;
import dev.slipway.observe.Observations;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Registry;
import dev.slipway.provide.Schema;
import dev.slipway.store.ActionCache;
import dev.slipway.store.Snapshot;
import dev.slipway.store.TaskRecord;
import dev.slipway.work.Caller;
import dev.slipway.work.Gate;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Everything that planning rests on. */
record PlanContext(
        Snapshot snapshot,
        Observations world,
        Options options,
        Registry registry,
        Caller caller,
        LocalFiles files,
        ActionCache cache,
        Gate flights,
        Containments contents,
        Onlooker onlooker) {

    boolean isGone(TaskRecord record) {
        return world.of(record.key()).orElse(null) instanceof Observation.Gone;
    }

    /** A call that changes nothing, when there is a place among what is in flight and nobody waits who is more urgent. */
    <T> CompletionStage<T> look(Task task, LongSupplier urgency, Function<CallContext, CompletionStage<T>> work) {
        return caller.look(flights.passage(urgency.getAsLong()), task.key(), task.rules(), work);
    }

    /** The same of a computation. */
    <T> CompletionStage<T> compute(Task task, LongSupplier urgency, Function<CallContext, CompletionStage<T>> work) {
        return caller.longLook(flights.passage(urgency.getAsLong()), task.key(), task.rules(), work);
    }

    Schema shape(String kind) {
        return registry.provider(kind).shape();
    }
}

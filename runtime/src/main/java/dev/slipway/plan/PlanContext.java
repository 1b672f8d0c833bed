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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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

    /**
     * Reads a system, when there is a place among what is in flight and nothing more urgent waits. Offline, nothing is found.
     */
    <T> CompletionStage<Optional<T>> look(
            Task task, LongSupplier urgency, Function<CallContext, CompletionStage<Optional<T>>> work) {
        if (options.offline()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
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

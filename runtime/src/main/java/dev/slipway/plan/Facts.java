package dev.slipway.plan;

import dev.slipway.model.Task;
import dev.slipway.observe.LocalFiles;
import dev.slipway.observe.Observation;
import dev.slipway.observe.World;
import dev.slipway.provide.Registry;
import dev.slipway.provide.Shape;
import dev.slipway.provide.Ticket;
import dev.slipway.store.ActionCache;
import dev.slipway.store.Recorded;
import dev.slipway.store.Snapshot;
import dev.slipway.work.Caller;
import dev.slipway.work.Gate;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Everything that planning rests on. */
record Facts(
        Snapshot snapshot,
        World world,
        Options options,
        Registry registry,
        Caller caller,
        LocalFiles files,
        ActionCache cache,
        Gate flights,
        Contents contents,
        Onlooker onlooker) {

    boolean isGone(Recorded record) {
        return world.of(record.key()).orElse(null) instanceof Observation.Gone;
    }

    /** A call that changes nothing, when there is a place among what is in flight and nobody waits who is more urgent. */
    <T> CompletionStage<T> look(Task task, LongSupplier urgency, Function<Ticket, CompletionStage<T>> work) {
        return caller.look(flights.passage(urgency.getAsLong()), task.key(), task.rules(), work);
    }

    /** The same of a computation. */
    <T> CompletionStage<T> compute(Task task, LongSupplier urgency, Function<Ticket, CompletionStage<T>> work) {
        return caller.longLook(flights.passage(urgency.getAsLong()), task.key(), task.rules(), work);
    }

    Shape shape(String kind) {
        return registry.provider(kind).shape();
    }
}

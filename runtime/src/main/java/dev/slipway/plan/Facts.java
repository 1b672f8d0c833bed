package dev.slipway.plan;

import dev.slipway.model.TaskKey;
import dev.slipway.observe.LocalFiles;
import dev.slipway.observe.World;
import dev.slipway.provide.Registry;
import dev.slipway.provide.Shape;
import dev.slipway.store.ActionCache;
import dev.slipway.store.Recorded;
import dev.slipway.store.Snapshot;
import dev.slipway.work.Caller;
import java.util.Optional;

/** Everything that planning rests on. */
record Facts(
        Snapshot snapshot,
        World world,
        Options options,
        Registry registry,
        Caller caller,
        LocalFiles files,
        ActionCache cache) {

    Optional<Recorded> record(TaskKey key) {
        return snapshot.record(key);
    }

    Shape shape(String kind) {
        return registry.provider(kind).shape();
    }
}

package dev.slipway.bench.fake;

import dev.slipway.bench.shape.Mesh;
import dev.slipway.model.Fields;
import dev.slipway.model.StringValue;
import dev.slipway.provide.CallContext;
import dev.slipway.provide.Compute;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A value that takes its time to compute, and nothing else. */
record Named(Latency latency) implements Compute {
    @Override
    public CompletionStage<Fields> compute(Fields inputs, CallContext ticket) {
        return latency.spend(() -> {
            var id = new StringValue(Mesh.name((int) inputs.whole("number", 0)));
            return CompletableFuture.completedFuture(Fields.of("id", id));
        });
    }
}
